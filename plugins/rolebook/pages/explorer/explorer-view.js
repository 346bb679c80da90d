/* A stage and the size of what is shown on it in; where the reader looks, by pointer, wheel and
   keys, out. A view is the point of the picture in the middle of the stage, and its scale. */

(function (rolebook) {
  "use strict";

  const LARGEST = 2.5;
  const STEP = 1.3;
  const PAN = 80;
  const MARGIN = 24;

  /* Pixels that a finger may move and still have tapped. */
  const STILL = 6;
  const MILLISECONDS = 260;

  /* `changed(view, isOwn)` hears of every new view, and whether it is the reader's own;
     `tapped(target)` of clicks and taps. */
  rolebook.viewport = function (stage, [width, height], changed, tapped) {
    const whole = [0, 0, width, height];
    const pointers = new Map();
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    let view = { x: width / 2, y: height / 2, scale: 1 };
    let size = { width: 0, height: 0 };
    let home = whole;
    let fitted = whole;
    let frame = 0;
    let moved = 0;

    new ResizeObserver(() => {
      size = { width: stage.clientWidth, height: stage.clientHeight };
      // the address may have asked for any scale, before there was a size to measure it by
      show(fitted ? fitting(fitted) : { ...view, scale: within(view.scale) });
    }).observe(stage);

    stage.addEventListener("pointerdown", (event) => {
      if (event.button === 0) {
        moved = pointers.size ? STILL + 1 : 0;
        pointers.set(event.pointerId, [event.clientX, event.clientY]);
      }
    });
    stage.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (before) {
        drag(event, before);
      }
    });
    for (const name of ["pointerup", "pointercancel"]) {
      stage.addEventListener(name, (event) => {
        const isTap = name === "pointerup" && pointers.has(event.pointerId) && moved <= STILL;
        pointers.delete(event.pointerId);
        if (isTap) {
          tapped(event.target);
        }
      });
    }
    stage.addEventListener(
      "wheel",
      (event) => {
        // the page scrolls, unless the reader is at work in the picture
        if (event.ctrlKey || event.metaKey || stage === document.activeElement) {
          event.preventDefault();
          const lines = event.deltaMode === 1 ? 16 : 1;
          zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 120 : 400)), at(event));
        }
      },
      { passive: false },
    );
    stage.addEventListener("keydown", (event) => {
      const act = {
        ArrowLeft: () => pan(PAN, 0),
        ArrowRight: () => pan(-PAN, 0),
        ArrowUp: () => pan(0, PAN),
        ArrowDown: () => pan(0, -PAN),
        "+": () => zoom(STEP),
        "=": () => zoom(STEP),
        "-": () => zoom(1 / STEP),
        0: fitWhole,
      }[event.key];
      if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        act();
      }
    });

    return { fit, fitWhole, zoom, set };

    function drag(event, before) {
      const [x, y] = [event.clientX, event.clientY];
      moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
      if (moved <= STILL) {
        return;
      }
      // not before: with a capture, a click would be the stage's and not the role's
      stage.setPointerCapture(event.pointerId);
      const others = [...pointers].filter(([id]) => id !== event.pointerId);
      pointers.set(event.pointerId, [x, y]);
      if (others.length) {
        const [, other] = others[0];
        const apart = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
        const middle = { clientX: (x + other[0]) / 2, clientY: (y + other[1]) / 2 };
        zoom(apart([x, y]) / apart(before), at(middle));
        pan((x - before[0]) / 2, (y - before[1]) / 2);
      } else {
        pan(x - before[0], y - before[1]);
      }
    }

    /* A place of the stage, from its middle. */
    function at({ clientX, clientY }) {
      const box = stage.getBoundingClientRect();
      return [clientX - box.left - box.width / 2, clientY - box.top - box.height / 2];
    }

    function pan(x, y) {
      fitted = null;
      show({ ...view, x: view.x - x / view.scale, y: view.y - y / view.scale });
    }

    function zoom(factor, [x, y] = [0, 0]) {
      fitted = null;
      const scale = within(view.scale * factor);
      const [before, after] = [1 / view.scale, 1 / scale];
      show({ x: view.x + x * (before - after), y: view.y + y * (before - after), scale });
    }

    /* Look at a box of the picture, [x, y, width, height]: what is to be seen from now on. */
    function fit(box) {
      home = box || whole;
      fitted = home;
      glide(fitting(fitted));
    }

    function fitWhole() {
      fitted = whole;
      glide(fitting(fitted));
    }

    function set(one) {
      fitted = null;
      show({ ...one, scale: within(one.scale) });
    }

    function fitting([x, y, wide, high]) {
      const scale = Math.min(
        (size.width - 2 * MARGIN) / Math.max(wide, 1),
        (size.height - 2 * MARGIN) / Math.max(high, 1),
        1,
      );
      const most = Math.max(scale, 0.001);
      return {
        x: inwards(x + wide / 2, width, size.width / most, MARGIN / most),
        y: inwards(y + high / 2, height, size.height / most, MARGIN / most),
        scale: most,
      };
    }

    /* A place to look at, moved so that the stage is not half empty where the picture ends. */
    function inwards(place, length, seen, margin) {
      const least = seen / 2 - margin;
      return least > length / 2 ? length / 2 : Math.min(length - least, Math.max(least, place));
    }

    function within(scale) {
      return Math.min(LARGEST, Math.max(Math.min(fitting(whole).scale, 1) / 1.5, scale));
    }

    function show(next) {
      cancelAnimationFrame(frame);
      view = {
        x: Math.min(width, Math.max(0, next.x)),
        y: Math.min(height, Math.max(0, next.y)),
        scale: next.scale,
      };
      if (size.width) {
        frame = requestAnimationFrame(report);
      }
    }

    function report() {
      changed({ ...view, ...size }, fitted !== home);
    }

    function glide(goal) {
      if (still.matches || !size.width) {
        show(goal);
        return;
      }
      cancelAnimationFrame(frame);
      const [start, begun] = [view, performance.now()];
      const step = (now) => {
        const share = Math.min(1, Math.max(0, (now - begun) / MILLISECONDS));
        const eased = share * share * (3 - 2 * share);
        const between = (one, other) => one + (other - one) * eased;
        view = {
          x: between(start.x, goal.x),
          y: between(start.y, goal.y),
          scale: Math.exp(between(Math.log(start.scale), Math.log(goal.scale))),
        };
        report();
        if (share < 1) {
          frame = requestAnimationFrame(step);
        }
      };
      frame = requestAnimationFrame(step);
    }
  };
})(window.rolebook);
