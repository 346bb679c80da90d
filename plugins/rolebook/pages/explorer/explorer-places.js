/* What is chosen in the explorer in; the box of the picture to look at, [x, y, width, height], out. */

(function (rolebook) {
  "use strict";

  /* Around what is chosen, in pixels of the picture. */
  const MARGIN = 40;

  /* What would be drawn at a smaller scale than this is not shown whole. */
  const READABLE = 0.62;
  const COMFORTABLE = 0.8;

  rolebook.places = function (graph, stage) {
    return { domain, neighbourhood, around };

    /* How much of the picture the stage shows at a scale. */
    function shown(scale) {
      return [stage.clientWidth / scale, stage.clientHeight / scale];
    }

    /* A domain that is opened is shown so large that its roles can be read. */
    function domain(number) {
      const [x, y, width, height] = graph.domains[number].box;
      const [wide, high] = shown(READABLE);
      return [x, y, Math.min(width, wide), Math.min(height, high)];
    }

    /* A role with its neighbours where they can be read, else with what stands next to it. */
    function neighbourhood(focus, nodes) {
      const whole = around(nodes);
      const [widest, highest] = shown(READABLE);
      if (whole[2] < widest && whole[3] < highest) {
        return whole;
      }
      const [x, y, width, height] = graph.boxOf(focus);
      const [wide, high] = shown(COMFORTABLE);
      return [x + width / 2 - wide / 2, y + height / 2 - high / 2, wide, high];
    }

    function around(ends) {
      const boxes = [...ends].map(graph.boxOf);
      const left = Math.min(...boxes.map((one) => one[0])) - MARGIN;
      const top = Math.min(...boxes.map((one) => one[1])) - MARGIN;
      const right = Math.max(...boxes.map((one) => one[0] + one[2])) + MARGIN;
      const bottom = Math.max(...boxes.map((one) => one[1] + one[3])) + MARGIN;
      return [left, top, right - left, bottom - top];
    }
  };
})(window.rolebook);
