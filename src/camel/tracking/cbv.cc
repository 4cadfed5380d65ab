// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/cbv.h"

#include <algorithm>
#include <array>
#include <span>

#include "camel/tracking/epcis_names.h"

namespace camel {

namespace {

using Word = std::string_view;

constexpr std::array kSteps{Word{"accepting"},
                            Word{"arriving"},
                            Word{"assembling"},
                            Word{"collecting"},
                            Word{"commissioning"},
                            Word{"consigning"},
                            Word{"creating_class_instance"},
                            Word{"cycle_counting"},
                            Word{"decommissioning"},
                            Word{"departing"},
                            Word{"destroying"},
                            Word{"disassembling"},
                            Word{"dispensing"},
                            Word{"encoding"},
                            Word{"entering_exiting"},
                            Word{"holding"},
                            Word{"inspecting"},
                            Word{"installing"},
                            Word{"killing"},
                            Word{"loading"},
                            Word{"other"},
                            Word{"packing"},
                            Word{"picking"},
                            Word{"receiving"},
                            Word{"removing"},
                            Word{"repackaging"},
                            Word{"repairing"},
                            Word{"replacing"},
                            Word{"reserving"},
                            Word{"retail_selling"},
                            Word{"sampling"},
                            Word{"sensor_reporting"},
                            Word{"shipping"},
                            Word{"staging_outbound"},
                            Word{"stock_taking"},
                            Word{"stocking"},
                            Word{"storing"},
                            Word{"transporting"},
                            Word{"unloading"},
                            Word{"unpacking"},
                            Word{"void_shipping"}};

constexpr std::array kDispositions{Word{"active"},
                                   Word{"available"},
                                   Word{"completeness_inferred"},
                                   Word{"completeness_verified"},
                                   Word{"conformant"},
                                   Word{"container_closed"},
                                   Word{"container_open"},
                                   Word{"damaged"},
                                   Word{"destroyed"},
                                   Word{"dispensed"},
                                   Word{"disposed"},
                                   Word{"encoded"},
                                   Word{"expired"},
                                   Word{"in_progress"},
                                   Word{"in_transit"},
                                   Word{"inactive"},
                                   Word{"mismatch_class"},
                                   Word{"mismatch_instance"},
                                   Word{"mismatch_quantity"},
                                   Word{"needs_replacement"},
                                   Word{"no_pedigree_match"},
                                   Word{"non_conformant"},
                                   Word{"non_sellable_other"},
                                   Word{"partially_dispensed"},
                                   Word{"recalled"},
                                   Word{"reserved"},
                                   Word{"retail_sold"},
                                   Word{"returned"},
                                   Word{"sellable_accessible"},
                                   Word{"sellable_not_accessible"},
                                   Word{"stolen"},
                                   Word{"unavailable"},
                                   Word{"unknown"}};

constexpr std::array kTransactions{
    Word{"bol"},      Word{"cert"}, Word{"desadv"},  Word{"inv"},
    Word{"pedigree"}, Word{"po"},   Word{"poc"},     Word{"prodorder"},
    Word{"recadv"},   Word{"rma"},  Word{"testprd"}, Word{"testres"},
    Word{"upevt"}};

constexpr std::array kParties{Word{"location"}, Word{"owning_party"},
                              Word{"possessing_party"}};

constexpr std::array kReasons{Word{"did_not_occur"}, Word{"incorrect_data"}};

constexpr std::array kMeasurements{Word{"AbsoluteHumidity"},
                                   Word{"AbsorbedDose"},
                                   Word{"AbsorbedDoseRate"},
                                   Word{"Acceleration"},
                                   Word{"Altitude"},
                                   Word{"AmountOfSubstance"},
                                   Word{"AmountOfSubstancePerUnitVolume"},
                                   Word{"Angle"},
                                   Word{"AngularAcceleration"},
                                   Word{"AngularMomentum"},
                                   Word{"AngularVelocity"},
                                   Word{"Area"},
                                   Word{"Capacitance"},
                                   Word{"Conductance"},
                                   Word{"Conductivity"},
                                   Word{"Count"},
                                   Word{"Density"},
                                   Word{"Dimensionless"},
                                   Word{"DoseEquivalent"},
                                   Word{"DoseEquivalentRate"},
                                   Word{"DynamicViscosity"},
                                   Word{"ElectricCharge"},
                                   Word{"ElectricCurrent"},
                                   Word{"ElectricCurrentDensity"},
                                   Word{"ElectricFieldStrength"},
                                   Word{"Energy"},
                                   Word{"Exposure"},
                                   Word{"Force"},
                                   Word{"Frequency"},
                                   Word{"Illuminance"},
                                   Word{"Inductance"},
                                   Word{"Irradiance"},
                                   Word{"KinematicViscosity"},
                                   Word{"Length"},
                                   Word{"LinearMomentum"},
                                   Word{"Luminance"},
                                   Word{"LuminousFlux"},
                                   Word{"LuminousIntensity"},
                                   Word{"MagneticFlux"},
                                   Word{"MagneticFluxDensity"},
                                   Word{"MagneticVectorPotential"},
                                   Word{"Mass"},
                                   Word{"MassConcentration"},
                                   Word{"MassFlowRate"},
                                   Word{"MassPerAreaTime"},
                                   Word{"MemoryCapacity"},
                                   Word{"MolalityOfSolute"},
                                   Word{"MolarEnergy"},
                                   Word{"MolarMass"},
                                   Word{"MolarVolume"},
                                   Word{"Power"},
                                   Word{"Pressure"},
                                   Word{"RadiantFlux"},
                                   Word{"RadiantIntensity"},
                                   Word{"Radioactivity"},
                                   Word{"RelativeHumidity"},
                                   Word{"Resistance"},
                                   Word{"Resistivity"},
                                   Word{"SolidAngle"},
                                   Word{"SpecificVolume"},
                                   Word{"Speed"},
                                   Word{"SurfaceDensity"},
                                   Word{"SurfaceTension"},
                                   Word{"Temperature"},
                                   Word{"Time"},
                                   Word{"Torque"},
                                   Word{"Voltage"},
                                   Word{"Volume"},
                                   Word{"VolumeFlowRate"},
                                   Word{"VolumeFraction"},
                                   Word{"VolumetricFlux"},
                                   Word{"Wavenumber"}};

constexpr std::array kAlerts{Word{"ALARM_CONDITION"}, Word{"ERROR_CONDITION"}};

constexpr std::array kComponents{Word{"altitude"},
                                 Word{"axial_distance"},
                                 Word{"azimuth"},
                                 Word{"easting"},
                                 Word{"elevation_angle"},
                                 Word{"height"},
                                 Word{"latitude"},
                                 Word{"longitude"},
                                 Word{"northing"},
                                 Word{"polar_angle"},
                                 Word{"spherical_radius"},
                                 Word{"x"},
                                 Word{"y"},
                                 Word{"z"}};

struct Kind {
  std::span<Word const> words;
  Word address;  // what an address of it begins with
  Word urn;      // what the URN of CBV 1.2 began with; blank: there was none
  Word curie;
};

Kind kind_of(Vocabulary vocabulary) {
  switch (vocabulary) {
    case Vocabulary::business_step:
      return {kSteps, "https://ref.gs1.org/cbv/BizStep-",
              "urn:epcglobal:cbv:bizstep:", "cbv:BizStep-"};
    case Vocabulary::disposition:
      return {kDispositions, "https://ref.gs1.org/cbv/Disp-",
              "urn:epcglobal:cbv:disp:", "cbv:Disp-"};
    case Vocabulary::transaction_type:
      return {kTransactions, "https://ref.gs1.org/cbv/BTT-",
              "urn:epcglobal:cbv:btt:", "cbv:BTT-"};
    case Vocabulary::party_type:
      return {kParties, "https://ref.gs1.org/cbv/SDT-",
              "urn:epcglobal:cbv:sdt:", "cbv:SDT-"};
    case Vocabulary::error_reason:
      return {kReasons, "https://ref.gs1.org/cbv/ER-",
              "urn:epcglobal:cbv:er:", "cbv:ER-"};
    case Vocabulary::measurement:
      return {kMeasurements, "https://gs1.org/voc/", "", "gs1:"};
    case Vocabulary::alert:
      return {kAlerts, "https://gs1.org/voc/", "", "gs1:"};
    default:
      return {kComponents, "https://ref.gs1.org/cbv/Comp-", "", "cbv:Comp-"};
  }
}

}  // namespace

std::optional<WordAddress> address_in(Vocabulary vocabulary,
                                      std::string_view word) {
  auto const kind = kind_of(vocabulary);
  auto bare = word;
  for (auto const prefix : {kind.address, kind.urn, kind.curie}) {
    if (!prefix.empty() && word.starts_with(prefix)) {
      bare = word.substr(prefix.size());
    }
  }
  if (std::find(kind.words.begin(), kind.words.end(), bare) !=
      kind.words.end()) {
    return WordAddress{kind.address, bare};
  }
  if (has_blank(word)) {
    return std::nullopt;
  }
  auto const claims_to_be_ours = bare.size() != word.size() ||
                                 word.starts_with("urn:epcglobal:cbv:") ||
                                 word.starts_with("https://ref.gs1.org/cbv/");
  if (claims_to_be_ours || word.find(':') == std::string_view::npos) {
    // The GS1 Web Vocabulary grows by kinds of measurement.
    auto const may_be_new = vocabulary == Vocabulary::measurement &&
                            !bare.empty() &&
                            bare.find_first_of(":/") == std::string_view::npos;
    return may_be_new ? std::optional{WordAddress{kind.address, bare}}
                      : std::nullopt;
  }
  return WordAddress{"", word};
}

}  // namespace camel
