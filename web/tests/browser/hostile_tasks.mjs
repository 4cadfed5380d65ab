// SPDX-License-Identifier: Apache-2.0
// Scripts in whatever consignments and events may say, looked at in every page,
// with the content security policy and without it: none of them runs. A page
// that puts words in as HTML is found out by the same look.
import { expect } from "./harness.mjs";

const acts = ["XSS=1", "window.XSS=1", "self['XSS']=1", "(()=>{window.XSS=1})()", "globalThis.XSS=1"];
const shapes = [
  (act) => `<script>${act}</script>`,
  (act) => `"><script>${act}</script>`,
  (act) => `'><script>${act}</script>`,
  (act) => `</script><script>${act}</script>`,
  (act) => `<img src=x onerror="${act}">`,
  (act) => `"><img src=x onerror="${act}">`,
  (act) => `<img/src=x onerror=${act}>`,
  (act) => `<IMG SRC=x OnErRoR="${act}">`,
  (act) => `<svg onload="${act}"></svg>`,
  (act) => `<svg><script>${act}</script></svg>`,
  (act) => `<svg><animate onbegin="${act}" attributeName=x dur=1s></svg>`,
  (act) => `<body onload="${act}">`,
  (act) => `<iframe srcdoc="<script>parent.XSS=1</script>" title="${act}"></iframe>`,
  (act) => `<iframe src="javascript:parent.${act}"></iframe>`,
  (act) => `<details open ontoggle="${act}">`,
  (act) => `<input autofocus onfocus="${act}">`,
  (act) => `<select autofocus onfocus="${act}">`,
  (act) => `<textarea autofocus onfocus="${act}">`,
  (act) => `<video><source onerror="${act}"></video>`,
  (act) => `<video src=x onerror="${act}"></video>`,
  (act) => `<audio src=x onerror="${act}"></audio>`,
  (act) => `<object data="javascript:${act}"></object>`,
  (act) => `<embed src="javascript:${act}">`,
  (act) => `<a href="javascript:${act}">x</a>`,
  (act) => `<math><a xlink:href="javascript:${act}">x</a></math>`,
  (act) => `<form action="javascript:${act}"><button autofocus>x</button></form>`,
  (act) => `<link rel=stylesheet href="data:text/css,*{}" onload="${act}">`,
  (act) => `<style onload="${act}"></style>`,
  (act) => `<style>@import 'data:text/css,*{}';</style><img src=x onerror=${act}>`,
  (act) => `<meta http-equiv=refresh content="0;url=javascript:${act}">`,
  (act) => `<template><img src=x onerror="${act}"></template>`,
  (act) => `<noscript><p title="</noscript><img src=x onerror=${act}>">`,
  (act) => `<!--><img src=x onerror="${act}">-->`,
  (act) => `<![CDATA[><img src=x onerror="${act}">]]>`,
  (act) => `\\u003cimg src=x onerror="${act}"\\u003e`,
  (act) => `&lt;img src=x onerror="${act}"&gt;`,
  (act) => `&#60;img src=x onerror="${act}"&#62;`,
  (act) => `\${${act}}`,
  (act) => `{{constructor.constructor('${act}')()}}`,
  (act) => `javascript:${act}//`,
];
const payloads = acts.flatMap((act) => shapes.map((shape) => shape(act)));

const many = 7; // in one consignment

function draft(first) {
  const of = (i) => payloads[(first + i) % payloads.length];
  const leg = { from: "XEAST", to: "XWEST", mode: "rail", departs: "2026-03-01T00:00:00Z", arrives: "2026-03-05T00:00:00Z" };
  return {
    contract: "CIM/SMGS",
    note: of(0),
    parties: [{ party: "silk", role: "consignor", name: of(1) }],
    taking_over: { place: "XEAST", name: of(2) },
    delivery: { place: "XWEST", name: of(3) },
    containers: [{ number: "CSQU3054383" }],
    goods: [{ text: of(4), gross_kg: 1000 }],
    seals: [{ number: of(5) }],
    documents: [{ kind: "other", number: of(6) }],
    plan: { legs: [leg] },
  };
}

// Names of things and places are URIs: what may not stand in one goes in
// written as a URI writes it.
function event(i) {
  const uri = encodeURIComponent(payloads[i]).replaceAll("'", "%27");
  return {
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { x: "https://example.org/x/" }],
    type: "ObjectEvent",
    action: "OBSERVE",
    bizStep: `https://example.org/step/${uri}`,
    disposition: `https://example.org/disposition/${uri}`,
    eventTime: new Date(Date.UTC(2026, 2, 1, 0, i)).toISOString(),
    eventTimeZoneOffset: "+00:00",
    epcList: ["https://id.example.org/container/CSQU3054383", `https://id.example.org/thing/${uri}`],
    readPoint: { id: `https://id.example.org/place/${uri}` },
    "x:note": payloads[i],
  };
}

// Ids of what was taken, and how much was refused.
async function tell(visit, path, bodies) {
  return visit.page.evaluate(
    async ([path, bodies]) => {
      const taken = [];
      let refused = 0;
      for (const body of bodies) {
        const answer = await fetch(path, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body),
        });
        if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
        if (answer.ok) taken.push(answer.headers.get("Location")?.split("/").at(-1) ?? "");
        else refused++;
      }
      return { taken, refused };
    },
    [path, bodies],
  );
}

async function ran(visit) {
  await visit.page.waitForTimeout(150);
  return visit.page.evaluate(() => "XSS" in window);
}

async function look(visit, pages) {
  for (const page of pages) {
    await visit.go(page);
    await visit.page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
    });
    expect(!(await ran(visit)), `a script ran at ${page}`);
    const left = await visit.page.locator("[onerror], [onload], [onfocus], [ontoggle], iframe, object, embed").count();
    expect(left === 0, `${left} elements of strangers at ${page}`);
  }
}

const hostile = (policy, most) => ({
  name: `no script of an event or a consignment runs in any page (${policy})`,
  bypass: policy === "without a policy",
  run: async (visit) => {
    visit.page.on("dialog", (dialog) => void dialog.dismiss());
    await visit.go("?view=tracking&corridor=tiny");
    const distinct = new Set(payloads).size;
    expect(distinct >= 200 && distinct === payloads.length, `${distinct} of ${payloads.length} payloads differ`);
    const drafts = payloads.map((_, i) => i).filter((i) => i % many === 0).map(draft);
    const consignments = await tell(visit, "/v1/consignments", drafts);
    expect(consignments.refused === 0, `${consignments.refused} consignments were refused`);
    const events = await tell(visit, "/epcis/events", payloads.map((_, i) => event(i)));
    expect(events.refused === 0, `${events.refused} events were refused`);
    const hook = (_, i) => ({ url: `https://forwarder.example/${i}`, filter: { box: payloads[i] } });
    const hooks = await tell(visit, "/v1/subscriptions", payloads.slice(0, 40).map(hook));
    expect(hooks.refused === 0, `${hooks.refused} subscriptions were refused`);
    const words = payloads.slice(0, 4).map(encodeURIComponent);
    await look(visit, [
      "?view=tracking&corridor=tiny",
      ...consignments.taken.slice(0, most).map((id) => `?view=tracking&corridor=tiny&consignment=${id}`),
      "?view=tracking&corridor=tiny&box=CSQU3054383",
      "?view=tracking&corridor=tiny&hooks=all",
      ...words.flatMap((word) => [
        `?view=tracking&corridor=tiny&box=${word}`,
        `?view=tracking&corridor=tiny&q=${word}`,
        `?view=routes&corridor=tiny&from=${word}&to=${word}`,
        `?view=${word}`,
        `?corridor=${word}`,
      ]),
      ...["corridor", "motion", "whatif", "routes", "capacity", "jobs", "packages"].map(
        (view) => `?view=${view}&corridor=tiny`,
      ),
    ]);
    // What is not there is written down as such.
    visit.errors = visit.errors.filter((text) => !text.includes("there is no corridor"));
    await visit.page.evaluate(
      async ([consignments, hooks]) => {
        const gone = (path) => fetch(path, { method: "DELETE" });
        for (const id of consignments) await gone(`/v1/consignments/${id}`);
        for (const id of hooks) await gone(`/v1/subscriptions/${id}`);
      },
      [consignments.taken, hooks.taken],
    );
  },
});

// Of a page that is careless on purpose.
const careless = {
  name: "a page that puts words in as HTML is found out",
  bypass: true,
  run: async (visit) => {
    await visit.go("?view=jobs&corridor=tiny");
    let found = 0;
    for (const payload of payloads.slice(0, shapes.length)) {
      await visit.page.evaluate((payload) => {
        delete window.XSS;
        document.querySelector("h1").innerHTML = payload;
      }, payload);
      if (await ran(visit)) found++;
    }
    expect(found >= 10, `${found} of ${shapes.length} ran`);
    visit.errors.length = 0;
  },
};

export const tasks = [hostile("with its policy", 2), hostile("without a policy", payloads.length), careless];
