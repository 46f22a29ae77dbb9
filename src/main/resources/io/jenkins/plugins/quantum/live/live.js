/* Asks every few seconds where the runs of this build stand, and not at all while nobody looks. */
(function () {
  "use strict";

  const PAUSE = 3000;
  const LONGEST_PAUSE = 60000;
  const MOST_LOOKS = 32;
  const SVG = "http://www.w3.org/2000/svg";

  function fill(text, ...values) {
    return values.reduce(function (filled, value, i) {
      return filled.replace("{" + i + "}", value);
    }, text);
  }

  function clone(name) {
    const element = document.getElementById("quantum-live-" + name).content.firstElementChild.cloneNode(true);
    const slots = {};
    element.querySelectorAll("[data-slot]").forEach(function (slot) {
      slots[slot.dataset.slot] = slot;
    });
    return { element, slots };
  }

  function setText(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  class LivePage {
    constructor(root) {
      this.root = root;
      this.words = root.dataset;
      this.numbers = new Intl.NumberFormat(root.dataset.locale);
      this.figures = new Intl.NumberFormat(root.dataset.locale, { maximumSignificantDigits: 3 });
      this.parts = new Map();
      this.seen = new Map();
      this.tag = null;
      this.failures = 0;
      this.watched = false;
      document.addEventListener("visibilitychange", () => this.turn());
      this.turn();
    }

    /* The page was hidden or shown. */
    turn() {
      window.clearTimeout(this.timer);
      if (!document.hidden && !this.ended && !this.asking) {
        this.ask();
      }
    }

    async ask() {
      this.asking = true;
      try {
        const headers = this.tag ? { "If-None-Match": this.tag } : {};
        const answer = await fetch(this.words.url, { headers, cache: "no-store" });
        if (answer.status === 200) {
          this.tag = answer.headers.get("ETag");
          this.show(await answer.json());
        } else if (answer.status === 403 || answer.status === 404) {
          this.end(this.words.gone);
        } else if (answer.status !== 304) {
          throw new Error(answer.status);
        } else if (this.failures > 0) {
          setText(this.state(), "");
        }
        this.failures = 0;
      } catch (e) {
        this.failures++;
        setText(this.state(), this.words.offline);
      } finally {
        this.asking = false;
      }
      if (!this.ended && !document.hidden) {
        this.timer = window.setTimeout(() => this.ask(), Math.min(LONGEST_PAUSE, PAUSE * 2 ** this.failures));
      }
    }

    state() {
      return this.root.querySelector(".quantum-live__state");
    }

    end(text) {
      this.ended = true;
      setText(this.state(), text);
      this.parts.forEach((part) => {
        part.slots.cancel.hidden = true;
      });
    }

    show(news) {
      const runs = this.root.querySelector(".quantum-live__runs");
      const ids = new Set(news.runs.map((run) => run.id));
      news.runs.forEach((run) => {
        let part = this.parts.get(run.id);
        if (!part) {
          part = this.runPart(run.id);
          this.parts.set(run.id, part);
          runs.append(part.element);
        }
        this.showRun(part, run);
      });
      this.parts.forEach((part, id) => {
        part.slots.cancel.hidden = this.words.cancellable !== "true" || !ids.has(id);
        if (!ids.has(id)) {
          // the last figures are those of some seconds before the end: the report has the true ones
          part.element.remove();
          this.parts.delete(id);
        }
      });
      this.showReports(news.reports);
      this.watched = this.watched || news.runs.length > 0;
      if (!news.building && news.runs.length === 0) {
        this.end(this.watched || news.reports.length > 0 ? this.words.over : this.words.none);
      } else {
        const summary = news.runs
          .filter((run) => run.progress && run.progress.profile)
          .map((run) => run.id + ": " + this.decided(run.progress))
          .join("; ");
        setText(this.state(), news.runs.length === 0 ? this.words.none : summary);
      }
    }

    decided(progress) {
      const gates = progress.gates.length + progress.moreGates;
      return fill(this.words.decided, this.numbers.format(progress.decided), this.numbers.format(gates));
    }

    showReports(reports) {
      const list = this.root.querySelector(".quantum-live__reports");
      reports.slice(list.children.length).forEach((id) => {
        const item = clone("report");
        item.slots.link.href = "../quantum-" + encodeURIComponent(id) + "/";
        item.slots.link.textContent += " " + id;
        list.append(item.element);
      });
    }

    runPart(id) {
      const part = clone("run");
      part.slots.id.textContent = id;
      part.slots.cancel.addEventListener("click", () => this.cancel(id, part.slots.cancel));
      return part;
    }

    cancel(id, button) {
      dialog
        .confirm(button.textContent, { message: this.words.cancelAsk, type: "destructive", okText: button.textContent })
        .then(
          () => {
            button.disabled = true;
            fetch(this.words.cancelUrl, {
              method: "POST",
              headers: crumb.wrap({}),
              body: new URLSearchParams({ id }),
            }).then((answer) => {
              button.disabled = answer.ok;
              if (!answer.ok) {
                notificationBar.show(String(answer.status), notificationBar.ERROR);
              }
            });
          },
          () => {},
        );
    }

    showRun(part, run) {
      const progress = run.progress;
      const planned = progress && progress.profile;
      setText(
        part.slots.about,
        planned ? fill(this.words.about, progress.suite, progress.profile) : this.words.preparing,
      );
      if (!progress) {
        return;
      }
      const gates = progress.gates.length + progress.moreGates;
      setText(part.slots.decided, planned ? this.decided(progress) : "");
      part.slots.decidedBar.value = gates > 0 ? progress.decided / gates : 0;
      this.showMoney(part, progress.cost);
      this.rows(part.slots.backends, "backend", progress.backends, (backend) => backend.name, this.showBackend);
      this.rows(
        part.slots.gates,
        "gate",
        progress.gates,
        (gate) => JSON.stringify([run.id, gate.test, gate.gate, gate.backend]),
        this.showGate,
      );
      setText(
        part.slots.more,
        progress.moreGates > 0 ? fill(this.words.more, this.numbers.format(progress.moreGates)) : "",
      );
    }

    showMoney(part, cost) {
      const known = cost.limit !== "" && cost.spent !== "";
      part.slots.moneyCard.hidden = !known;
      part.slots.spentHead.hidden = cost.spent === "";
      if (known) {
        setText(part.slots.money, fill(this.words.money, cost.spent, cost.limit));
        part.slots.moneyBar.hidden = cost.share === null;
        part.slots.moneyBar.value = Math.min(1, cost.share || 0);
        const more = cost.underWay === "" ? [] : [fill(this.words.underWay, cost.underWay)];
        more.push(fill(this.words.worst, cost.worst));
        setText(part.slots.moneyMore, more.join("; "));
      }
    }

    /* Rows are kept and filled anew, so that a reader's place and a selection stay. */
    rows(body, template, items, key, show) {
      const known = new Map(Array.from(body.children, (row) => [row.dataset.key, row]));
      items.forEach((item) => {
        const id = key(item);
        let row = known.get(id);
        if (!row) {
          const made = clone(template);
          row = made.element;
          row.dataset.key = id;
          row.slots = made.slots;
        }
        known.delete(id);
        show.call(this, row.slots, item, id);
        body.append(row);
      });
      known.forEach((row) => row.remove());
    }

    showBackend(slots, backend) {
      setText(slots.name, backend.name);
      setText(slots.device, backend.device === backend.name ? "" : backend.device);
      slots.share.value = backend.share;
      ["queued", "running", "done", "failed", "shots"].forEach((name) => {
        setText(slots[name], this.numbers.format(backend[name]));
      });
      const queue = [];
      if (backend.queued > 0 && backend.queuePosition >= 0) {
        queue.push(fill(this.words.before, this.numbers.format(backend.queuePosition)));
      }
      if (backend.queued > 0 && backend.expectedWaitSeconds >= 0) {
        queue.push(fill(this.words.wait, this.duration(backend.expectedWaitSeconds)));
      }
      setText(slots.queue, queue.join(", "));
      setText(slots.spent, backend.spent);
      slots.spent.hidden = backend.spent === "";
    }

    duration(seconds) {
      const unit = seconds < 90 ? ["second", 1] : seconds < 5400 ? ["minute", 60] : ["hour", 3600];
      return new Intl.NumberFormat(this.words.locale, {
        style: "unit",
        unit: unit[0],
        unitDisplay: "short",
        maximumFractionDigits: 0,
      }).format(seconds / unit[1]);
    }

    showGate(slots, gate, id) {
      const verdict = gate.verdict || "";
      setText(slots.verdict, verdict === "" ? this.words.open : verdict);
      slots.verdict.className =
        "quantum-live__verdict" + (verdict === "" ? "" : " quantum-live__verdict--" + verdict.toLowerCase());
      setText(slots.test, gate.test);
      setText(slots.gate, gate.gate);
      setText(slots.backend, gate.backend);
      setText(slots.measured, this.measured(gate));
      const notes = [fill(this.words.look, this.numbers.format(gate.look))];
      if (gate.shots > 0) {
        notes.push(fill(this.words.shots, this.numbers.format(gate.shots)));
      }
      setText(slots.shots, notes.join(", "));
      this.draw(slots.growth, this.remember(id, gate), gate.line);
      this.showOdds(slots.odds, gate.odds);
    }

    measured(gate) {
      if (gate.value === null) {
        return "";
      }
      const text = gate.lower === null || gate.line === null ? "{0}" : this.words.against;
      const name = gate.statistic === "" ? "" : gate.statistic + " ";
      return name + fill(text, ...[gate.value, gate.lower, gate.upper, gate.line].map((x) => this.figures.format(x)));
    }

    /* The intervals of the looks so far, as far as this page saw them. */
    remember(id, gate) {
      const looks = this.seen.get(id) || [];
      this.seen.set(id, looks);
      const last = looks[looks.length - 1];
      const fresh = !last || last.value !== gate.value || last.lower !== gate.lower || last.upper !== gate.upper;
      if (gate.value !== null && fresh) {
        looks.push({ value: gate.value, lower: gate.lower ?? gate.value, upper: gate.upper ?? gate.value });
        looks.splice(0, looks.length - MOST_LOOKS);
      }
      return looks;
    }

    draw(svg, looks, line) {
      const key = looks.length + " " + line;
      if (looks.length === 0 || svg.dataset.key === key) {
        return;
      }
      svg.dataset.key = key;
      const all = looks.flatMap((look) => [look.lower, look.upper]).concat(line === null ? [] : [line]);
      const low = Math.min(...all);
      const span = Math.max(...all) - low || 1;
      const y = (value) => 35 - (30 * (value - low)) / span;
      const x = (i) => 8 + (144 * (i + 1)) / (looks.length + 1);
      svg.replaceChildren();
      const add = (name, attributes) => {
        const element = document.createElementNS(SVG, name);
        Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
        svg.append(element);
      };
      if (line !== null) {
        add("line", { class: "line", x1: 0, x2: 160, y1: y(line), y2: y(line) });
      }
      looks.forEach((look, i) => {
        add("line", { class: "interval", x1: x(i), x2: x(i), y1: y(look.lower), y2: y(look.upper) });
        add("circle", { class: "value", cx: x(i), cy: y(look.value), r: 2.5 });
      });
    }

    showOdds(cell, odds) {
      const wanted = odds ? [["oddsPass", odds.pass, odds.passAt], ["oddsFail", odds.fail, odds.failAt]] : [];
      while (cell.children.length > wanted.length) {
        cell.lastElementChild.remove();
      }
      wanted.forEach(([words, now, level], i) => {
        let row = cell.children[i];
        if (!row) {
          const made = clone("odds");
          row = made.element;
          row.slots = made.slots;
          cell.append(row);
        }
        const text = fill(this.words[words], this.figures.format(now), this.figures.format(level));
        setText(row.slots.text, text);
        row.slots.bar.setAttribute("aria-label", text);
        row.slots.bar.value = Math.min(1, Math.log(Math.max(1, now)) / Math.log(Math.max(1.001, level)));
      });
    }
  }

  Behaviour.specify(".quantum-live", "quantum-live", 0, function (element) {
    if (!element.live) {
      element.live = new LivePage(element);
    }
  });
})();
