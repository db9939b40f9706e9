// SPDX-License-Identifier: Apache-2.0
#include "report/pdf_finish.h"

#include <qpdf/qpdf-c.h>  // the C++ headers do not compile with clang in C++20

#include <memory>
#include <vector>

#include "core/error.h"

namespace stipple {
namespace {

struct Free {
  void operator()(_qpdf_data* pdf) const { qpdf_cleanup(&pdf); }
};

struct Document {
  std::unique_ptr<_qpdf_data, Free> data{qpdf_init()};
  [[nodiscard]] qpdf_data pdf() const { return data.get(); }

  [[nodiscard]] qpdf_oh get(qpdf_oh of, const char* key) const {
    return qpdf_oh_get_key(pdf(), of, key);
  }
  void set(qpdf_oh of, const char* key, qpdf_oh value) const {
    qpdf_oh_replace_key(pdf(), of, key, value);
  }
  [[nodiscard]] qpdf_oh text(const std::string& utf8) const {
    return qpdf_oh_new_unicode_string(pdf(), utf8.c_str());
  }
  [[nodiscard]] bool is_kind(qpdf_oh element, const char* kind) const {
    return qpdf_oh_is_name_and_equals(pdf(), get(element, "/S"), kind) != 0;
  }
  [[nodiscard]] std::vector<qpdf_oh> kids(qpdf_oh of) const {
    const qpdf_oh kids = get(of, "/K");
    if (qpdf_oh_is_array(pdf(), kids) == 0) return {kids};
    std::vector<qpdf_oh> all;
    for (int k = 0; k < qpdf_oh_get_array_n_items(pdf(), kids); ++k)
      all.push_back(qpdf_oh_get_array_item(pdf(), kids, k));
    return all;
  }
  [[nodiscard]] qpdf_oh element(const char* kind, qpdf_oh parent) const {
    const qpdf_oh made = qpdf_make_indirect_object(pdf(), qpdf_oh_new_dictionary(pdf()));
    set(made, "/Type", qpdf_oh_new_name(pdf(), "/StructElem"));
    set(made, "/S", qpdf_oh_new_name(pdf(), kind));
    set(made, "/P", parent);
    set(made, "/K", qpdf_oh_new_array(pdf()));
    return made;
  }
  void adopt(qpdf_oh parent, qpdf_oh child) const {
    set(child, "/P", parent);
    qpdf_oh_append_item(pdf(), get(parent, "/K"), child);
  }
  void require_fine(QPDF_ERROR_CODE code) const {
    if ((code & QPDF_ERRORS) != 0)
      throw Failure(FailureCode::cannot_compute,
                    std::string("cannot finish a paper: ") +
                        qpdf_get_error_full_text(pdf(), qpdf_get_error(pdf())));
  }
};

// Everything below one Document; neighbouring list items in one list.
void order_structure(const Document& d, const std::string& figure) {
  const qpdf_oh tree = d.get(qpdf_get_root(d.pdf()), "/StructTreeRoot");
  if (qpdf_oh_is_dictionary(d.pdf(), tree) == 0) return;
  const std::vector<qpdf_oh> elements = d.kids(tree);
  const qpdf_oh document = d.element("/Document", tree);
  qpdf_oh list = 0;
  for (const qpdf_oh child : elements) {
    const bool item = d.is_kind(child, "/LI");
    if (!item) list = 0;
    if (item && list == 0) d.adopt(document, list = d.element("/L", document));
    if (d.is_kind(child, "/Figure")) d.set(child, "/Alt", d.text(figure));
    d.adopt(item ? list : document, child);
  }
  d.set(tree, "/K", document);
}

// Some versions of the drawing library leave out how a date begins (ISO 32000-1, 7.9.4).
void mend_date(const Document& d) {
  const qpdf_oh info = d.get(qpdf_get_trailer(d.pdf()), "/Info");
  const std::string date = qpdf_oh_get_string_value(d.pdf(), d.get(info, "/CreationDate"));
  if (!date.starts_with("D:"))
    d.set(info, "/CreationDate", qpdf_oh_new_string(d.pdf(), ("D:" + date).c_str()));
}

}  // namespace

std::string finished_pdf(const std::string& drawn, const std::string& language,
                         const std::string& figure) {
  const Document d;
  qpdf_silence_errors(d.pdf());
  d.require_fine(qpdf_read_memory(d.pdf(), "paper", drawn.data(), drawn.size(), nullptr));
  const qpdf_oh root = qpdf_get_root(d.pdf());
  d.set(root, "/Lang", d.text(language));
  d.set(root, "/MarkInfo", qpdf_oh_parse(d.pdf(), "<< /Marked true >>"));
  d.set(root, "/ViewerPreferences", qpdf_oh_parse(d.pdf(), "<< /DisplayDocTitle true >>"));
  order_structure(d, figure);
  mend_date(d);
  d.require_fine(qpdf_init_write_memory(d.pdf()));
  qpdf_set_deterministic_ID(d.pdf(), QPDF_TRUE);
  d.require_fine(qpdf_write(d.pdf()));
  return {reinterpret_cast<const char*>(qpdf_get_buffer(d.pdf())), qpdf_get_buffer_length(d.pdf())};
}

}  // namespace stipple
