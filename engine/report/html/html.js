(function () {
  "use strict";
  var root = document.documentElement;
  var form = document.getElementById("filter");
  // folded parts are printed, too; afterwards they are as they were
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open], .about, .trace)"));
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
  });
  // a link to a folded finding opens what is around it
  function reveal() {
    var target = /^#[a-z0-9-]+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (var e = target.parentElement; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();
  if (!form) return;
  root.classList.add("js");

  var findings = Array.prototype.map.call(document.querySelectorAll(".f"), function (e) {
    var subjects = Array.prototype.slice.call(e.querySelectorAll(".s"));
    return { element: e, verdict: e.classList[1], subjects: subjects, text: null, control: e.closest(".control") };
  });
  var controls = Array.prototype.slice.call(document.querySelectorAll(".control"));
  var folds = Array.prototype.slice.call(document.querySelectorAll(".fold"));
  var count = document.getElementById("count");
  var boxes = Array.prototype.slice.call(form.querySelectorAll("input[type=checkbox]"));
  function value(id) { return document.getElementById(id).value; }
  function has(e, a, r) { return (!a || e.classList.contains(a)) && (!r || e.classList.contains(r)); }

  var total = 0;
  findings.forEach(function (f) { total += f.subjects.length || 1; });

  function apply() {
    var verdicts = {}, a = value("fa"), r = value("fr"), c = value("fc");
    var words = value("ft").toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0, visible = new Set();
    boxes.forEach(function (b) { verdicts[b.value] = b.checked; });
    findings.forEach(function (f) {
      var n = 0;
      var ok = verdicts[f.verdict] && (!c || f.control.id === c) && has(f.element, a, r);
      if (ok && words.length) {
        if (f.text === null) f.text = (f.control.id + " " + f.element.textContent).toLowerCase();
        ok = words.every(function (w) { return f.text.indexOf(w) >= 0; });
      }
      if (ok && f.subjects.length) {
        f.subjects.forEach(function (s) {
          var fits = has(s, a, r);
          if (s.hidden === fits) s.hidden = !fits;
          n += fits ? 1 : 0;
        });
        ok = n > 0;
      } else if (ok) {
        n = 1;
      }
      if (f.element.hidden === ok) f.element.hidden = !ok;
      if (!ok) return;
      shown += n;
      visible.add(f.control);
      var fold = f.element.closest(".fold");
      if (fold) visible.add(fold);
    });
    var active = Boolean(a || r || c || words.length);
    controls.forEach(function (e) { e.hidden = !visible.has(e); });
    folds.forEach(function (e) {
      e.hidden = !visible.has(e);
      if (active && visible.has(e)) e.open = true;
    });
    var results = total === 1 ? " result" : " results";
    count.textContent = shown === total ? total + results : shown + " of " + total + results + " shown";
  }

  var timer = 0;
  form.addEventListener("input", function (event) {
    clearTimeout(timer);
    timer = setTimeout(apply, event.target.id === "ft" ? 200 : 0);
  });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  var open = document.getElementById("open");
  open.addEventListener("click", function () {
    var expand = open.textContent === "Expand all";
    document.querySelectorAll("#findings details").forEach(function (d) { d.open = expand; });
    open.textContent = expand ? "Collapse all" : "Expand all";
  });
  apply();
}());
