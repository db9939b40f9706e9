// SPDX-License-Identifier: Apache-2.0
#include "report/channel_picture.h"

#include <doctest/doctest.h>

#include "report/needle_for_tests.h"

using namespace stipple;

namespace {

// Pixels of the open channels in the block of skin, as in channel_picture.cc.
long open_pixels(const Canvas& canvas) {
  long n = 0;
  for (double x = 77; x < 795; x += 1)
    for (double y = 178; y < 400; y += 1) n += canvas.colour_at({x, y}) == colour(0x5b1a12) ? 1 : 0;
  return n;
}

}  // namespace

TEST_CASE("needles, channels and slits of any size fit into the picture") {
  for (const double set : {0.1, 0.2, 1.0, 2.5})
    for (const double slit : {0.0, 0.3, 2.5})
      for (const double share : {0.3, 0.6, 1.05}) {
        const Band truth{share * set, 0.9 * share * set, 1.1 * share * set};
        const auto picture = test::needle_in_cheek(set, truth, slit, slit > 0.0 ? 30.0 : 0.0);
        const Canvas canvas = channel_picture(picture);
        CHECK(open_pixels(canvas) > 0);
        CHECK(canvas.png() == channel_picture(picture).png());
      }
}

TEST_CASE("a longer slit shows more open skin, and no channel shows none") {
  const Band truth{0.9, 0.8, 1.0};
  const long narrow = open_pixels(channel_picture(test::needle_in_cheek(1.0, truth, 0.0, 0.0)));
  const long wide = open_pixels(channel_picture(test::needle_in_cheek(1.0, truth, 0.3, 0.0)));
  CHECK(wide > narrow);
  ChannelPicture none = test::needle_in_cheek(1.0, truth, 0.0, 0.0);
  none.channels.clear();
  CHECK(open_pixels(channel_picture(none)) == 0);
}

TEST_CASE("skin without named layers is drawn, too") {
  ChannelPicture bare = test::needle_in_cheek(1.0, {0.9, 0.8, 1.0}, 0.1, 0.0);
  bare.layers.clear();
  CHECK(channel_picture(bare).png().size() > 1000);
}
