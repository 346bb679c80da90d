/* The explorer's data in; who touches whom, and the way between two roles, out.
   An end of an edge is the number of a role or actor, or below 0 a domain: -1 is the first. */

(function (rolebook) {
  "use strict";

  rolebook.explored = function ({ domains, nodes, edges, kinds, ...rest }) {
    const isRole = (end) => end >= 0 && nodes[end].domain !== undefined;
    const numbers = new Map(nodes.map((one, number) => [one.id, number]).filter(([id]) => id));
    const places = new Map(domains.map((one, number) => [one.id, number]));
    const members = domains.map(() => []);
    nodes.forEach((one, number) => {
      if (isRole(number)) {
        members[one.domain].push(number);
      }
    });
    const all = edges.map(([source, target, kind, said, seam], number) => ({
      number,
      source,
      target,
      kind: kinds[kind],
      said,
      // where it is opened: its seam, else where its source says so
      address: seam || `${nodes[source].address}#${said[0][1]}`,
      seam,
    }));
    const ends = new Map();
    for (const edge of all) {
      enter(ends, edge.source, edge);
      enter(ends, edge.target, edge);
    }
    const names = new Map();
    for (const [id, number] of numbers) {
      const own = [id, id.split("/")[1], nodes[number].title].map(rolebook.folded);
      new Set(own).forEach((name) => enter(names, name, number));
    }

    return {
      ...rest,
      domains,
      nodes,
      kinds,
      edges: all,
      members,
      isRole,
      roles: numbers.size,
      /* [x, y, width, height] */
      boxOf: (end) => (end < 0 ? domains[-1 - end].box : [...nodes[end].at, ...rest.seat]),
      touching: (end) => ends.get(end) || [],
      /* The number of `sales/sales-lead`; undefined where it is no role. */
      role: (id) => numbers.get(id),
      domain: (id) => places.get(id),
      /* The domain that an end stands in; none for an actor outside. */
      domainOf: (end) => (end < 0 ? -1 - end : nodes[end].domain),
      named: (end) => (end < 0 ? domains[-1 - end] : nodes[end]),
      called,
      path,
    };

    /* The role that a reader names by id or title; undefined where none or several are called so. */
    function called(words) {
      const found = names.get(rolebook.folded(words.trim())) || [];
      return found.length === 1 ? found[0] : undefined;
    }

    /* The shortest way between two roles over edges of these kinds, whichever way they point:
       [{from, to, edge}, …]; null where there is none. A domain that is named stands for its
       members: the step between the two has no edge. Actors outside are in nobody's way. */
    function path(start, goal, allowed) {
      const cameFrom = new Map([[start, null]]);
      const queue = [start];
      for (const here of queue) {
        if (here === goal) {
          return unwound(cameFrom, goal);
        }
        for (const [there, edge] of steps(here, allowed)) {
          if (!cameFrom.has(there)) {
            cameFrom.set(there, { here, edge });
            queue.push(there);
          }
        }
      }
      return null;
    }

    /* A domain has two places: one to come to by an edge, and one by being its member. From that
       no other member is reached, or all members would be neighbours. */
    function steps(here, allowed) {
      const end = placed(here);
      const found = touching(end, allowed)
        .map((edge) => [edge.source === end ? edge.target : edge.source, edge])
        .filter(([other]) => other < 0 || isRole(other));
      if (isRole(here)) {
        const domain = -1 - nodes[here].domain;
        return ends.has(domain) ? [...found, [domain - domains.length, null]] : found;
      }
      return here === end ? [...found, ...members[-1 - here].map((one) => [one, null])] : found;
    }

    function touching(end, allowed) {
      const found = (ends.get(end) || []).filter((edge) => allowed.has(edge.kind));
      // along an arrow before against one
      return found.sort((one, other) => (other.source === end) - (one.source === end));
    }

    function placed(here) {
      return here < -domains.length ? here + domains.length : here;
    }

    function unwound(cameFrom, goal) {
      const way = [];
      for (let to = goal; cameFrom.get(to); to = cameFrom.get(to).here) {
        const { here, edge } = cameFrom.get(to);
        way.unshift({ from: placed(here), to: placed(to), edge });
      }
      return way;
    }
  };

  function enter(map, key, value) {
    if (!map.has(key)) {
      map.set(key, []);
    }
    map.get(key).push(value);
  }
})(window.rolebook);
