(function (global, key, name) {
	if (Object.prototype.hasOwnProperty.call(global, key)) return global[key];
	var policy, rules = { createScriptURL: function (url) { return String(url); } };
	return global[key] = function (url) {
		if (!policy) {
			var types = global.trustedTypes;
			// if trusted_stop
			policy = types && typeof types.createPolicy === "function" ? types.createPolicy(name, rules) : rules;
			// end
			// if trusted_continue
			try {
				policy = types.createPolicy(name, rules);
			} catch (error) {
				policy = rules;
				if (types) console.warn("Could not create trusted-types policy " + name);
			}
			// end
		}
		return policy.createScriptURL(url);
	};
})
