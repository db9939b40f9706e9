// SPDX-License-Identifier: Apache-2.0
#include "report/pdf_finish.h"

#define POINTERHOLDER_TRANSITION 4  // the library's own older pointers: none
#include <qpdf/Buffer.hh>
#include <qpdf/JSON.hh>  // clang wants it whole before QPDF.hh
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <vector>

namespace stipple {
namespace {

QPDFObjectHandle element(QPDF& pdf, const char* kind, const QPDFObjectHandle& parent) {
  QPDFObjectHandle made = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
  made.replaceKey("/Type", QPDFObjectHandle::newName("/StructElem"));
  made.replaceKey("/S", QPDFObjectHandle::newName(kind));
  made.replaceKey("/P", parent);
  made.replaceKey("/K", QPDFObjectHandle::newArray());
  return made;
}

void adopt(QPDFObjectHandle parent, QPDFObjectHandle child) {
  child.replaceKey("/P", parent);
  parent.getKey("/K").appendItem(child);
}

// Everything below one Document; neighbouring list items in one list.
void order_structure(QPDF& pdf, const std::string& figure) {
  QPDFObjectHandle tree = pdf.getRoot().getKey("/StructTreeRoot");
  if (!tree.isDictionary()) return;
  QPDFObjectHandle kids = tree.getKey("/K");
  std::vector<QPDFObjectHandle> elements =
      kids.isArray() ? kids.getArrayAsVector() : std::vector<QPDFObjectHandle>{kids};
  QPDFObjectHandle document = element(pdf, "/Document", tree);
  QPDFObjectHandle list = QPDFObjectHandle::newNull();
  for (QPDFObjectHandle& child : elements) {
    const bool item = child.getKey("/S").isNameAndEquals("/LI");
    if (item && list.isNull()) adopt(document, list = element(pdf, "/L", document));
    if (!item) list = QPDFObjectHandle::newNull();
    if (child.getKey("/S").isNameAndEquals("/Figure"))
      child.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(figure));
    adopt(item ? list : document, child);
  }
  tree.replaceKey("/K", document);
}

// Some versions of the drawing library leave out how a date begins (ISO 32000-1, 7.9.4).
void mend_date(QPDF& pdf) {
  QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
  const std::string date = info.getKey("/CreationDate").getStringValue();
  if (!date.starts_with("D:"))
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString("D:" + date));
}

}  // namespace

std::string finished_pdf(const std::string& drawn, const std::string& language,
                         const std::string& figure) {
  QPDF pdf;
  pdf.processMemoryFile("paper", drawn.data(), drawn.size());
  QPDFObjectHandle root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(language));
  root.replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
  root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
  order_structure(pdf, figure);
  mend_date(pdf);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.write();
  const auto bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace stipple
