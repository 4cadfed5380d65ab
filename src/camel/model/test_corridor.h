// SPDX-License-Identifier: Apache-2.0
// Small corridors for tests, from a few readable lines:
//
//   place A CN                          code, country; kind= zone= lon=
//   link A B km=100 speed=50            mode= gauge= capacity= back= status=
//                                       traction= tracks= (2) passing=
//                                       standing=
//   facility B customs hours=2          servers= law= spread= per= open=8-20
//                                       storage= patience= breakdown=
//                                       repair=
//   step B CN>KZ customs at=customs     unit= hours= share= early= hold=yes
//                                       number= goods= (or a property of them)
//   fleet W number=40                   kind= teu= turnaround=
//   goods fruit reefer phytosanitary    tonnes= value= loses=
//   zone EU PL,DE
//   price rail USD/TEU-km 0.3           from= to= region= direction=
//   factor rail g/tkm 20                traction= region=
//   service S A+ X. B- capacity=50      rule= frequency= wait= cut_off= fleet=
//                                       path=fixed
//   demand A B teu=365                  key= lot= goods= via=X,Y season=
//                                       choice= constant= path=fixed
//   closure A>B from=2024-03-01 to=2024-03-09    share= closed= recurs=
//                                       time= demand= payload= stop=yes goods=
//                                       (also of A, A/customs or fleets/F)
//   ban B CN>KZ above=5 below=3         goods= divert=
//   observation teu_year from=A to=B    low= high= via= cargo= role=
//                                       facility= path=
//
// A stop loads (+), unloads (-), does both (*) or passes (.); a number after
// the sign is its dwell. Rows without `goods` carry the container goods `box`.
#pragma once

#include <string>

#include "camel/model/corridor.h"

namespace camel {

Corridor corridor_from(std::string const& text);

}  // namespace camel
