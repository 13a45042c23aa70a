// The map of `pybundle build --analyze`. ES5, with nothing from outside; all text goes into the
// page as text, never as markup.
(function () {
	"use strict";

	var data = JSON.parse(document.getElementById("data").textContent);
	var HEAD = 20, GAP = 2, LEAST = 3;
	// The places of sizes in what a module has in a chunk.
	var KINDS = [
		{ key: "source", label: "Source", at: 0 },
		{ key: "output", label: data.minified ? "Minified" : "Output", at: 1 },
		{ key: "gzip", label: "Gzip", at: 2 }
	];
	var state = { kind: KINDS[1], zoom: [], query: "", module: null, hidden: {} };
	var map = byId("map"), tip = byId("tip");
	function byId(id) { return document.getElementById(id); }

	function make(tag, className, text) {
		var element = document.createElement(tag);
		if (className) element.className = className;
		if (text !== undefined) element.textContent = text;
		for (var index = 3; index < arguments.length; index++) element.appendChild(arguments[index]);
		return element;
	}

	function button(className, text, click) {
		var element = make("button", className, text);
		element.type = "button";
		element.addEventListener("click", click);
		return element;
	}

	function empty(element) {
		while (element.firstChild) element.removeChild(element.firstChild);
	}

	function sizeText(size) {
		if (size < 1000) return size + " B";
		var units = ["kB", "MB", "GB"], unit = -1;
		do { size /= 1000; unit++; } while (size >= 999.5 && unit < 2);
		return (size < 10 ? size.toFixed(2) : size.toFixed(1)) + " " + units[unit];
	}

	function count(number, noun) { return number + " " + noun + (number === 1 ? "" : "s"); }

	// --- The tree: scripts, then folders, then modules ---------------------------------

	function node(name) { return { name: name, sizes: [0, 0, 0], children: null, module: -1, path: "" }; }

	// A package is one step, whatever its scope.
	function steps(path) {
		var parts = path.split("/"), found = [];
		for (var index = 0; index < parts.length; index++) {
			if (parts[index].charAt(0) === "@" && found[found.length - 1] === "node_modules" && index + 1 < parts.length) {
				found.push(parts[index] + "/" + parts[++index]);
			} else found.push(parts[index]);
		}
		return found;
	}

	function treeOf(chunk, index) {
		var root = node(chunk.file), folders = {}, own = [0, chunk.size, chunk.gzip];
		root.children = [];
		root.chunk = index;
		root.path = chunk.file;
		chunk.parts.forEach(function (part) {
			var module = data.modules[part[0]], at = root, key = "";
			var names = steps(module.path), leaf = node(names.pop());
			names.forEach(function (name) {
				key += "/" + name;
				if (!folders[key]) {
					folders[key] = node(name);
					folders[key].children = [];
					folders[key].path = key.slice(1);
					at.children.push(folders[key]);
				}
				at = folders[key];
			});
			leaf.module = part[0];
			leaf.path = module.path;
			leaf.sizes = [module.size, part[1], part[2]];
			own[1] -= part[1];
			own[2] -= part[2];
			at.children.push(leaf);
		});
		if (own[1] > 0) {
			var rest = node("written by pybundle");
			rest.sizes = [0, own[1], Math.max(0, own[2])];
			root.children.push(rest);
		}
		sum(root);
		root.children = root.children.map(join);
		return root;
	}

	function sum(tree) {
		if (!tree.children) return;
		tree.children.forEach(sum);
		add(tree);
	}

	function add(tree) {
		tree.children.forEach(function (child) {
			child.sizes.forEach(function (size, at) { tree.sizes[at] += size; });
		});
	}

	// Folders with one folder alone in them are one step.
	function join(tree) {
		if (!tree.children) return tree;
		while (tree.children.length === 1 && tree.children[0].children) {
			var child = tree.children[0];
			child.name = tree.name + "/" + child.name;
			tree = child;
		}
		tree.children = tree.children.map(join);
		return tree;
	}

	var trees = data.chunks.map(treeOf);

	function visibleTrees() {
		return trees.filter(function (tree) { return !state.hidden[tree.chunk]; });
	}

	// What the map shows: everything, or what the trail leads to.
	function current() {
		var at = { name: "all scripts", children: visibleTrees(), sizes: [0, 0, 0] };
		add(at);
		for (var index = 0; index < state.zoom.length; index++) {
			var next = at.children && at.children.filter(named(state.zoom[index]))[0];
			if (!next) {
				state.zoom = state.zoom.slice(0, index);
				break;
			}
			at = next;
		}
		return at;
	}

	function named(name) { return function (tree) { return tree.name === name; }; }

	// --- Layout: squarified, so that tiles are as square as they can be ------------------

	function layout(items, x, y, width, height, place) {
		var at = state.kind.at;
		items = items.filter(function (item) { return item.sizes[at] > 0; });
		items.sort(function (one, other) {
			return other.sizes[at] - one.sizes[at] || (one.name < other.name ? -1 : 1);
		});
		var total = items.reduce(function (sum, item) { return sum + item.sizes[at]; }, 0);
		var scale = total ? width * height / total : 0, start = 0;
		while (start < items.length && width > 0 && height > 0) {
			var side = Math.min(width, height), row = 0, end = start, best = Infinity;
			while (end < items.length) {
				var next = row + items[end].sizes[at] * scale;
				var worst = Math.max(
					side * side * items[start].sizes[at] * scale / (next * next),
					next * next / (side * side * items[end].sizes[at] * scale)
				);
				if (worst > best) break;
				best = worst;
				row = next;
				end++;
			}
			var thickness = row / side, offset = 0, along = width < height;
			for (; start < end; start++) {
				var length = items[start].sizes[at] * scale / thickness;
				if (along) place(items[start], x + offset, y, length, thickness);
				else place(items[start], x, y + offset, thickness, length);
				offset += length;
			}
			if (along) { y += thickness; height -= thickness; } else { x += thickness; width -= thickness; }
		}
	}

	function put(element, x, y, width, height) {
		element.style.left = x + "px";
		element.style.top = y + "px";
		element.style.width = width + "px";
		element.style.height = height + "px";
	}

	function draw() {
		empty(map);
		var shown = current(), width = map.clientWidth, height = map.clientHeight;
		if (shown.children) layout(shown.children, 0, 0, width, height, place(map, state.zoom, 0));
		else place(map, state.zoom, 0)(shown, 0, 0, width, height);
		map.className = state.query ? "searching" : "";
		trail();
		totals();
	}

	function place(parent, above, depth) {
		return function (item, x, y, width, height) {
			// Whole pixels, so that the gaps are all alike.
			var right = Math.round(x + width) - GAP, bottom = Math.round(y + height) - GAP;
			x = Math.round(x);
			y = Math.round(y);
			width = right - x;
			height = bottom - y;
			if (width < LEAST || height < LEAST) return;
			var way = above.concat(item.name);
			if (!item.children) return tile(parent, item, x, y, width, height);
			var group = make("div", depth + above.length === 0 ? "group top" : "group");
			put(group, x, y, width, height);
			parent.appendChild(group);
			var head = height > 2 * HEAD && width > 36 ? HEAD : 0;
			if (head) {
				var name = button("name", item.name, function () { zoom(way); });
				name.appendChild(make("span", "", sizeText(item.sizes[state.kind.at])));
				hover(name, item);
				group.appendChild(name);
			}
			var edge = head ? 3 : 1;
			layout(item.children, edge, head || edge, width - 2 * edge + GAP, height - (head || edge) - edge + GAP, place(group, way, depth + 1));
		};
	}

	function tile(parent, item, x, y, width, height) {
		var own = item.module < 0;
		var element = button(own ? "tile own" : "tile", "", function () { if (!own) choose(item.module); });
		put(element, x, y, width, height);
		element.style.setProperty("--hue", hueOf(item.path));
		if (width > 34 && height > 17) {
			element.appendChild(make("b", "", item.name));
			if (height > 36) element.appendChild(make("span", "", sizeText(item.sizes[state.kind.at])));
		}
		element.setAttribute("aria-label", (item.path || item.name) + ", " + sizeText(item.sizes[state.kind.at]));
		if (item.module === state.module) element.className += " chosen";
		if (state.query && matches(item.path)) element.className += " hit";
		hover(element, item);
		parent.appendChild(element);
	}

	// One colour for each package, and for each folder of the project's own.
	function hueOf(path) {
		var parts = steps(path), last = parts.lastIndexOf("node_modules");
		var key = last >= 0 ? parts[last + 1] : parts.slice(0, -1).join("/");
		var hash = 0;
		for (var index = 0; index < key.length; index++) hash = (hash * 31 + key.charCodeAt(index)) % 9973;
		return hash * 137 % 360;
	}

	function hover(element, item) {
		element.addEventListener("mousemove", function (event) {
			empty(tip);
			tip.appendChild(make("b", "", item.path || item.name));
			tip.appendChild(document.createTextNode(KINDS.filter(function (kind) {
				return item.module >= 0 || kind.at > 0 || item.sizes[0] > 0;
			}).map(function (kind) {
				return kind.label.toLowerCase() + " " + sizeText(item.sizes[kind.at]);
			}).join(" · ")));
			tip.hidden = false;
			tip.style.left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8) + "px";
			tip.style.top = Math.min(event.clientY + 16, window.innerHeight - tip.offsetHeight - 8) + "px";
		});
		element.addEventListener("mouseleave", function () { tip.hidden = true; });
	}

	function zoom(way) {
		state.zoom = way;
		draw();
	}

	function trail() {
		var element = byId("trail");
		empty(element);
		["all scripts"].concat(state.zoom).forEach(function (name, index, all) {
			if (index) element.appendChild(document.createTextNode("›"));
			var step = button("", name, function () { zoom(state.zoom.slice(0, index)); });
			step.disabled = index === all.length - 1;
			element.appendChild(step);
		});
	}

	function totals() {
		var sizes = [0, 0, 0], modules = {};
		visibleTrees().forEach(function (tree) {
			tree.sizes.forEach(function (size, at) { sizes[at] += size; });
			data.chunks[tree.chunk].parts.forEach(function (part) { modules[part[0]] = true; });
		});
		byId("totals").textContent = [
			count(visibleTrees().length, "script"),
			count(Object.keys(modules).length, "module")
		].concat(KINDS.map(function (kind) {
			return kind.label.toLowerCase() + " " + sizeText(sizes[kind.at]);
		})).join(" · ");
	}

	// --- Why a module is there -----------------------------------------------------------

	// The nearest way from an entry, whose own reason names no module (-1): breadth first from
	// the module.
	function chainTo(id) {
		var by = {}, queue = [id];
		by[id] = null;
		for (var index = 0; index < queue.length; index++) {
			var at = queue[index], reasons = data.modules[at].reasons;
			for (var number = 0; number < reasons.length; number++) {
				var reason = reasons[number];
				if (reason[0] < 0) {
					var chain = [{ module: at, reason: reason }], link = by[at];
					while (link) {
						chain.push(link);
						link = by[link.module];
					}
					return chain;
				}
				if (!(reason[0] in by)) {
					by[reason[0]] = { module: at, reason: reason };
					queue.push(reason[0]);
				}
			}
		}
		return [];
	}

	function choose(id) {
		state.module = id;
		details();
		draw();
	}

	function moduleLink(id) {
		return button("link", data.modules[id].path, function () { choose(id); });
	}

	function details() {
		var element = byId("details");
		empty(element);
		if (state.module === null) {
			element.appendChild(make("h2", "", "Why is it here?"));
			element.appendChild(make("p", "dim", "Click a module to see what imports it, a folder to zoom in."));
			return;
		}
		var module = data.modules[state.module];
		element.appendChild(make("h2", "", module.path.split("/").pop()));
		element.appendChild(make("p", "path dim", module.path));
		var table = make("table");
		row(table, "source", sizeText(module.size));
		data.chunks.forEach(function (chunk) {
			chunk.parts.forEach(function (part) {
				if (part[0] !== state.module) return;
				row(table, "in " + chunk.file, sizeText(part[1]) + ", gzip " + sizeText(part[2]));
			});
		});
		element.appendChild(table);
		var chain = chainTo(state.module);
		if (chain.length) {
			element.appendChild(make("h3", "", "The nearest way to it"));
			var list = make("ol", "chain");
			chain.forEach(function (step) {
				var reason = step.reason;
				var how = reason[0] < 0 ? "entry " + reason[2] : reason[1] + " " + JSON.stringify(reason[2]) + " in line " + reason[3];
				list.appendChild(make("li", "", undefined, moduleLink(step.module), make("br"), make("code", "", how)));
			});
			element.appendChild(list);
		}
		var importers = module.reasons.filter(function (reason) { return reason[0] >= 0; });
		if (importers.length) {
			element.appendChild(make("h3", "", count(importers.length, "request") + " for it"));
			var all = make("ul");
			importers.slice(0, 50).forEach(function (reason) {
				all.appendChild(make("li", "row", undefined, moduleLink(reason[0]), make("span", "size", reason[1] + ", line " + reason[3])));
			});
			element.appendChild(all);
			if (importers.length > 50) element.appendChild(make("p", "dim", "and " + (importers.length - 50) + " more"));
		}
	}

	function row(table, name, value) {
		table.appendChild(make("tr", "", undefined, make("td", "path", name), make("td", "", value)));
	}

	// --- Search and scripts -----------------------------------------------------------------

	function matches(path) {
		return path.toLowerCase().indexOf(state.query) >= 0;
	}

	function search() {
		state.query = byId("search").value.trim().toLowerCase();
		found();
		draw();
	}

	function found() {
		var element = byId("found"), hits = [], total = 0, at = state.kind.at;
		empty(element);
		element.hidden = !state.query;
		if (!state.query) return;
		visibleTrees().forEach(function (tree) {
			data.chunks[tree.chunk].parts.forEach(function (part) {
				if (!matches(data.modules[part[0]].path)) return;
				var size = at ? part[at] : data.modules[part[0]].size;
				total += size;
				hits.push({ module: part[0], size: size });
			});
		});
		hits.sort(function (one, other) { return other.size - one.size || one.module - other.module; });
		element.appendChild(make("h2", "", hits.length ? count(hits.length, "module") + " found, " + sizeText(total) : "Nothing is called so"));
		hits.slice(0, 100).forEach(function (hit) {
			element.appendChild(make("div", "row", undefined, moduleLink(hit.module), make("span", "size", sizeText(hit.size))));
		});
		if (hits.length > 100) element.appendChild(make("p", "dim", "and " + (hits.length - 100) + " more"));
	}

	function chunkList() {
		var element = byId("chunks"), boxes = [];
		empty(element);
		element.appendChild(make("h2", "", "Scripts"));
		data.chunks.map(function (chunk, index) { return index; }).sort(function (one, other) {
			return data.chunks[other].size - data.chunks[one].size || one - other;
		}).forEach(function (index) {
			var chunk = data.chunks[index], box = make("input");
			box.type = "checkbox";
			box.checked = !state.hidden[index];
			box.addEventListener("change", function () {
				state.hidden[index] = !box.checked;
				refresh();
			});
			boxes.push(box);
			var label = make("label", "", undefined, box, make("span", "path", chunk.file));
			if (chunk.entry) label.appendChild(make("span", "dim", "entry"));
			else if (chunk.dynamic) label.appendChild(make("span", "dim", "loaded later"));
			element.appendChild(make("div", "row", undefined, label, make("span", "size", sizeText(chunk.size) + ", gzip " + sizeText(chunk.gzip))));
		});
		if (data.chunks.length < 2) return;
		function all(choose) {
			return function () {
				data.chunks.forEach(function (chunk, index) { state.hidden[index] = !choose(chunk); });
				chunkList();
				refresh();
			};
		}
		element.appendChild(make("div", "buttons", undefined,
			button("", "All", all(function () { return true; })),
			button("", "None", all(function () { return false; })),
			button("", "Loaded at once", all(function (chunk) { return chunk.initial; }))
		));
	}

	function refresh() {
		found();
		draw();
	}

	KINDS.forEach(function (kind) {
		var choice = button("", kind.label, function () {
			state.kind = kind;
			Array.prototype.forEach.call(choice.parentNode.children, function (other) {
				other.setAttribute("aria-checked", String(other === choice));
			});
			refresh();
		});
		choice.setAttribute("role", "radio");
		choice.setAttribute("aria-checked", String(kind === state.kind));
		byId("kinds").appendChild(choice);
	});
	byId("title").textContent = data.title;
	byId("search").addEventListener("input", search);
	document.addEventListener("keydown", function (event) {
		if (event.key === "/" && document.activeElement !== byId("search")) {
			byId("search").focus();
			event.preventDefault();
		} else if (event.key === "Escape") {
			if (state.query) {
				byId("search").value = "";
				search();
			} else if (state.zoom.length) zoom(state.zoom.slice(0, -1));
		}
	});
	window.addEventListener("resize", draw);
	details();
	chunkList();
	draw();
})();
