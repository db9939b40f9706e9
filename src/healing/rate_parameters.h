// SPDX-License-Identifier: Apache-2.0
// The parameters of the healing equations: one number each, no default here. Values, ranges, units
// and sources live in data/parameters/healing.json under the same symbols; docs/theory/healing.md
// says what each does.
#pragma once

#include <string_view>

namespace stipple {

// R is double or Lanes (one member of an ensemble a lane).
template <class R>
struct RateParameters {
  // Signals: loss and sources, 1/d
  R dI{}, sIx{}, sIn{}, sIm{}, sIe{}, aI2{}, aIr{}, sIuv{}, dg{}, sgx{}, sgm{}, sge{}, sgy{}, sgh{},
      db{}, sbx{}, sbm{}, sby{}, dr{}, srf{}, srm{}, dp{}, spn{}, spm{}, spf{}, spuv{}, apb{};
  // Leukocytes, 1/d
  R Jn{}, dn{}, knm{}, Jm{}, JmI{}, k12{}, k12r{}, dm{}, dm2{};
  // Fibroblasts, myofibroblasts, clot
  R rf{}, kapf{}, df{}, ky{}, dy{}, surv{}, ant{}, Ymax{}, dx{}, kxm{}, kxp{}, kxf{};
  // Matrix
  R th3{}, k3{}, eps{}, k1{}, Ab{}, eta{}, BI{}, BUV{}, beta{}, Cmax{}, kp3{}, kp1{}, kl{}, lamL{},
      Lmax{}, kpl{}, kq{};
  // Vessels, epidermis, pigment
  R rv{}, kapv{}, dv{}, re{}, ae{}, aeC{}, ie{}, ka{}, aPI{}, PIH{}, da{}, kmel{}, dmd{}, kmd{},
      aUV{};
  // Transport, mm2/d
  R D_I{}, D_g{}, D_b{}, D_r{}, D_p{}, D_n{}, chi_n{}, D_m1{}, chi_m1{}, D_m2{}, chi_m2{}, D_f{},
      chi_f{}, D_y{}, D_v{}, D_e{};
};

// Calls visit(symbol, member) for each, in the order of the struct.
template <class Parameters, class Visit>
void for_each_rate(Parameters& p, Visit visit) {
  visit(std::string_view("dI"), p.dI);
  visit(std::string_view("sIx"), p.sIx);
  visit(std::string_view("sIn"), p.sIn);
  visit(std::string_view("sIm"), p.sIm);
  visit(std::string_view("sIe"), p.sIe);
  visit(std::string_view("aI2"), p.aI2);
  visit(std::string_view("aIr"), p.aIr);
  visit(std::string_view("sIuv"), p.sIuv);
  visit(std::string_view("dg"), p.dg);
  visit(std::string_view("sgx"), p.sgx);
  visit(std::string_view("sgm"), p.sgm);
  visit(std::string_view("sge"), p.sge);
  visit(std::string_view("sgy"), p.sgy);
  visit(std::string_view("sgh"), p.sgh);
  visit(std::string_view("db"), p.db);
  visit(std::string_view("sbx"), p.sbx);
  visit(std::string_view("sbm"), p.sbm);
  visit(std::string_view("sby"), p.sby);
  visit(std::string_view("dr"), p.dr);
  visit(std::string_view("srf"), p.srf);
  visit(std::string_view("srm"), p.srm);
  visit(std::string_view("dp"), p.dp);
  visit(std::string_view("spn"), p.spn);
  visit(std::string_view("spm"), p.spm);
  visit(std::string_view("spf"), p.spf);
  visit(std::string_view("spuv"), p.spuv);
  visit(std::string_view("apb"), p.apb);
  visit(std::string_view("Jn"), p.Jn);
  visit(std::string_view("dn"), p.dn);
  visit(std::string_view("knm"), p.knm);
  visit(std::string_view("Jm"), p.Jm);
  visit(std::string_view("JmI"), p.JmI);
  visit(std::string_view("k12"), p.k12);
  visit(std::string_view("k12r"), p.k12r);
  visit(std::string_view("dm"), p.dm);
  visit(std::string_view("dm2"), p.dm2);
  visit(std::string_view("rf"), p.rf);
  visit(std::string_view("kapf"), p.kapf);
  visit(std::string_view("df"), p.df);
  visit(std::string_view("ky"), p.ky);
  visit(std::string_view("dy"), p.dy);
  visit(std::string_view("surv"), p.surv);
  visit(std::string_view("ant"), p.ant);
  visit(std::string_view("Ymax"), p.Ymax);
  visit(std::string_view("dx"), p.dx);
  visit(std::string_view("kxm"), p.kxm);
  visit(std::string_view("kxp"), p.kxp);
  visit(std::string_view("kxf"), p.kxf);
  visit(std::string_view("th3"), p.th3);
  visit(std::string_view("k3"), p.k3);
  visit(std::string_view("eps"), p.eps);
  visit(std::string_view("k1"), p.k1);
  visit(std::string_view("Ab"), p.Ab);
  visit(std::string_view("eta"), p.eta);
  visit(std::string_view("BI"), p.BI);
  visit(std::string_view("BUV"), p.BUV);
  visit(std::string_view("beta"), p.beta);
  visit(std::string_view("Cmax"), p.Cmax);
  visit(std::string_view("kp3"), p.kp3);
  visit(std::string_view("kp1"), p.kp1);
  visit(std::string_view("kl"), p.kl);
  visit(std::string_view("lamL"), p.lamL);
  visit(std::string_view("Lmax"), p.Lmax);
  visit(std::string_view("kpl"), p.kpl);
  visit(std::string_view("kq"), p.kq);
  visit(std::string_view("rv"), p.rv);
  visit(std::string_view("kapv"), p.kapv);
  visit(std::string_view("dv"), p.dv);
  visit(std::string_view("re"), p.re);
  visit(std::string_view("ae"), p.ae);
  visit(std::string_view("aeC"), p.aeC);
  visit(std::string_view("ie"), p.ie);
  visit(std::string_view("ka"), p.ka);
  visit(std::string_view("aPI"), p.aPI);
  visit(std::string_view("PIH"), p.PIH);
  visit(std::string_view("da"), p.da);
  visit(std::string_view("kmel"), p.kmel);
  visit(std::string_view("dmd"), p.dmd);
  visit(std::string_view("kmd"), p.kmd);
  visit(std::string_view("aUV"), p.aUV);
  visit(std::string_view("D_I"), p.D_I);
  visit(std::string_view("D_g"), p.D_g);
  visit(std::string_view("D_b"), p.D_b);
  visit(std::string_view("D_r"), p.D_r);
  visit(std::string_view("D_p"), p.D_p);
  visit(std::string_view("D_n"), p.D_n);
  visit(std::string_view("chi_n"), p.chi_n);
  visit(std::string_view("D_m1"), p.D_m1);
  visit(std::string_view("chi_m1"), p.chi_m1);
  visit(std::string_view("D_m2"), p.D_m2);
  visit(std::string_view("chi_m2"), p.chi_m2);
  visit(std::string_view("D_f"), p.D_f);
  visit(std::string_view("chi_f"), p.chi_f);
  visit(std::string_view("D_y"), p.D_y);
  visit(std::string_view("D_v"), p.D_v);
  visit(std::string_view("D_e"), p.D_e);
}

}  // namespace stipple
