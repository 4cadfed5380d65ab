// SPDX-License-Identifier: Apache-2.0
// Webhooks: the addresses that are told of events, how their deliveries go, and
// one more. A secret is shown once, as the server shows it.
import { h, type Child } from "../../../base/dom";
import { api, type Subscription } from "../../api/client";
import { is_abort } from "../../api/problem";
import { say } from "../../i18n";
import { date_and_time, dash, number, own_zone } from "../../i18n/format";
import type { Field } from "../../ui/data_table";
import { copy } from "../../ui/copy";
import { failure_card, toast_error } from "../../ui/failure";
import { inner_link } from "../../ui/inner_link";
import { announcing_changes, toast } from "../../ui/live_region";
import { live_table, type LiveTable } from "../../ui/live_table";
import { sure_button } from "../../ui/sure_button";
import { small_button } from "../../ui/tools";
import { keep_looking, renewing, type ViewContext } from "../../view";
import { hook_form } from "./hook_form";
import { step_word } from "./words";

const look_again = 10_000; // ms
const per_page = 1000;

export function hooks_link({ store }: ViewContext): HTMLElement {
  const params = { ...store.state.params, hooks: ["all"] };
  return inner_link(store.link({ params }), () => store.look_at({ hooks: "all" }), {}, say.hooks.link);
}

const at = (when: string) => date_and_time(Date.parse(when), own_zone());

export function filter_words({ consignment, box, steps = [] }: Subscription["filter"]): string {
  const { hooks, tracking } = say;
  const words = steps.map(step_word);
  const all = [box, consignment && `${tracking.consignment} ${consignment}`, words.join(", ")];
  return all.filter(Boolean).join(" · ") || hooks.all_events;
}

function goes_words(one: Subscription): Child {
  const { hooks } = say;
  return h(
    "span",
    {},
    h("b", { class: `hook ${one.state}` }, hooks.states[one.state]),
    one.attempts > 0 && h("span", { class: "small line" }, hooks.in_vain(number(one.attempts))),
    one.next_attempt && h("span", { class: "small line" }, hooks.next_try(at(one.next_attempt))),
  );
}

function taken_words({ delivered, last_delivered }: Subscription): Child {
  return h(
    "span",
    {},
    number(delivered),
    last_delivered && h("span", { class: "small line" }, say.hooks.last_taken(at(last_delivered))),
  );
}

// Those of all parties, where whoever runs the server asks.
async function all_subscriptions(signal: AbortSignal): Promise<Subscription[]> {
  const all: Subscription[] = [];
  let cursor = "";
  do {
    const { subscriptions, next = "" } = await api.subscriptions({ cursor, limit: per_page }, signal);
    all.push(...subscriptions);
    cursor = next;
  } while (cursor);
  return all;
}

type Acts = Record<"again" | "renew" | "remove", (one: Subscription) => void>;

function fields_of(acts: Acts, with_parties: boolean): Field<Subscription>[] {
  const { hooks, tracking } = say;
  const party: Field<Subscription> = { title: tracking.party, cell: ({ party }) => party ?? dash };
  return [
    { title: hooks.url, cell: ({ url }) => h("code", { class: "hook-url" }, url), raw: ({ url }) => url },
    ...(with_parties ? [party] : []),
    { title: hooks.which, cell: ({ filter }) => filter_words(filter) },
    { title: hooks.state, cell: goes_words },
    { title: hooks.taken, cell: taken_words },
    { title: hooks.error, cell: ({ last_error }) => last_error && h("span", { lang: "en" }, last_error) },
    {
      title: hooks.acts,
      cell: (one) =>
        h(
          "span",
          { class: "tools" },
          small_button(hooks.again, `${hooks.again}: ${one.url}`, () => acts.again(one)),
          sure_button({ act: hooks.renew, sure: hooks.renew_sure, what: one.url }, () => acts.renew(one)),
          sure_button({ act: hooks.remove, sure: hooks.remove_sure, what: one.url }, () => acts.remove(one)),
        ),
    },
  ];
}

// Shown until the view is left, and kept nowhere.
function secret_card(url: string, secret: string): HTMLElement {
  const { hooks } = say;
  const title = h("h2", { tabindex: -1 }, hooks.secret_of(url));
  const button = h("button", { type: "button" }, hooks.copy);
  button.addEventListener("click", () => void copy(secret, hooks.copied));
  return h(
    "section",
    { class: "card secret" },
    title,
    h("p", {}, hooks.secret_once),
    h("div", { class: "inline-form" }, h("code", {}, secret), button),
  );
}

class Hooks {
  readonly secret = h("div", {});
  readonly list: HTMLElement;
  private readonly title = h("h2", { tabindex: -1 });
  private readonly nothing = h("p", { class: "nothing", hidden: true }, say.hooks.none);
  private readonly fault = h("div", {});
  private table: LiveTable<Subscription>;
  private with_parties = false;
  private is_acting = false;
  private readonly renewed: () => AbortSignal;
  private readonly say_count = announcing_changes();

  constructor(private readonly signal: AbortSignal) {
    this.renewed = renewing(signal);
    this.table = this.make_table();
    this.list = h("section", { class: "card" }, this.title, this.table.element, this.nothing, this.fault);
  }

  // A look that was begun before is called off: it knows less.
  async look() {
    const all = await all_subscriptions(this.renewed());
    this.fault.replaceChildren();
    this.show(all);
  }

  // As somebody asks for it: what fails is said.
  async load() {
    try {
      await this.look();
    } catch (error) {
      if (!is_abort(error)) this.fault.replaceChildren(failure_card(error, () => void this.load()));
    }
  }

  show_secret(url: string, secret: string) {
    this.secret.replaceChildren(secret_card(url, secret));
    this.secret.querySelector("h2")!.focus();
  }

  private make_table(): LiveTable<Subscription> {
    const acts: Acts = {
      again: (one) => void this.act(() => this.again(one)),
      renew: (one) => void this.act(() => this.renew(one)),
      remove: (one) => void this.act(() => this.remove(one)),
    };
    const fields = fields_of(acts, this.with_parties);
    const table = live_table(say.hooks.title, fields, ({ subscription }) => subscription);
    table.element.hidden = true;
    return table;
  }

  private show_parties(with_parties: boolean) {
    if (with_parties === this.with_parties) return;
    this.with_parties = with_parties;
    const before = this.table.element;
    this.table = this.make_table();
    before.replaceWith(this.table.element);
  }

  private show(all: readonly Subscription[]) {
    this.show_parties(all.some(({ party }) => party !== null));
    const words = say.hooks.count(number(all.length));
    if (this.title.textContent !== words) this.title.textContent = words;
    this.table.show(words, all);
    this.table.element.hidden = all.length === 0;
    this.nothing.hidden = all.length > 0;
    this.say_count(words);
  }

  // One after the other: a second click is not meant, and a secret that is made
  // twice is lost to the receiver. Who stood in a row that is gone stands above.
  private async act(act: () => Promise<void>) {
    if (this.is_acting) return;
    this.is_acting = true;
    try {
      await act();
    } catch (error) {
      if (!is_abort(error)) toast_error(error);
    } finally {
      this.is_acting = false;
    }
    await this.load();
    if (document.activeElement === document.body) this.title.focus();
  }

  private async again({ subscription }: Subscription) {
    await api.try_again(subscription, this.signal);
    toast(say.hooks.tried);
  }

  private async renew({ subscription, url }: Subscription) {
    this.show_secret(url, (await api.renew_secret(subscription, this.signal)).secret);
  }

  private async remove({ subscription, url }: Subscription) {
    await api.delete_subscription(subscription, this.signal);
    toast(say.hooks.removed(url));
  }
}

export function show_hooks(context: ViewContext, page: HTMLElement) {
  const { store, signal } = context;
  page.querySelector("h1")!.textContent = say.hooks.title;
  const params = { ...store.state.params, hooks: [] };
  const back = () => store.look_at({ hooks: undefined });
  const hooks = new Hooks(signal);
  const form = hook_form(signal, (made) => {
    hooks.show_secret(made.url, made.secret ?? "");
    void hooks.load();
  });
  page.prepend(inner_link(store.link({ params }), back, { class: "back" }, `← ${say.tracking.back}`));
  page.append(h("p", { class: "muted" }, say.hooks.intro), hooks.secret, hooks.list, form);
  void keep_looking(look_again, signal, () => hooks.look());
  void hooks.load(); // who types meanwhile keeps the keyboard
}
