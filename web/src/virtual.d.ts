// SPDX-License-Identifier: Apache-2.0
declare module "virtual:base-map" {
  import type { Topology, GeometryCollection } from "topojson-specification";
  const base_map: Topology<{ countries: GeometryCollection }>;
  export default base_map;
}
declare module "*.css";
declare module "*?worker&url" {
  const address: string;
  export default address;
}

declare module "*?raw" {
  const text: string;
  export default text;
}
