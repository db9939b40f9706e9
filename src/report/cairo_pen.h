// SPDX-License-Identifier: Apache-2.0
// What a picture and a page draw alike, with cairo: shapes, valid letters, bytes kept in memory.
// Internal to report/.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "report/canvas.h"

// As cairo.h declares them; that header is too heavy for this one.
struct _cairo;          // NOLINT(bugprone-reserved-identifier)
struct _cairo_surface;  // NOLINT(bugprone-reserved-identifier)

namespace stipple {

struct Pen {
  struct Free {
    void operator()(_cairo_surface*) const;
    void operator()(_cairo*) const;
  };
  std::unique_ptr<_cairo_surface, Free> surface;
  std::unique_ptr<_cairo, Free> cairo;

  // Takes the surface over. Letters keep their cut, whatever the screen of this machine prefers.
  explicit Pen(_cairo_surface*);

  void use(Colour) const;
  void rect(Point corner, double width, double height, Colour fill, double radius = 0) const;
  void frame(Point corner, double width, double height, Colour ink, double thickness,
             double radius = 0) const;
  void path(const std::vector<Point>&, Colour ink, double thickness) const;
  void dashes(Point from, Point to, Colour ink, double thickness, double dash) const;
  void polygon(const std::vector<Point>&, Colour fill) const;
  void circle(Point centre, double radius, Colour fill) const;

  // Failure when anything drawn so far went wrong.
  void require_fine() const;
};

// Failure unless the status is success.
void require_fine_status(int cairo_status);
// A cairo write function; `to` is a std::string.
int append_bytes(void* to, const unsigned char* bytes, unsigned length);
// Names from a case may hold any bytes; what is drawn must not.
std::string valid_utf8(std::string_view);

}  // namespace stipple
