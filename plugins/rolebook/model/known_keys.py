"""Nothing in; the keys that front matter is known to have, here and in the agents of hosts, out."""

from __future__ import annotations

from typing import Final

from rolebook.model import RELATION_KINDS

KNOWN_KEYS: Final = frozenset(
    {
        # Rolebook's own (docs/reference/role-fields.md)
        "id", "class", "domain", "title", "aliases", "persistent", "tools", "model", "tags",
        "also",
        "lang", *RELATION_KINDS,
        # Claude Code, its skills and plugins
        "name", "description", "color", "colour", "allowed_tools", "disallowed_tools",
        "permission_mode", "permissionmode", "disallowedtools", "max_turns", "maxturns", "skills",
        "mcp_servers", "mcpservers", "hooks", "memory", "background", "isolation", "effort",
        "argument_hint", "disable_model_invocation", "user_invocable", "license", "compatibility",
        "metadata", "when_to_use",
        # Copilot, OpenCode, Cursor, Gemini, Factory, Kiro
        "agents", "subagents", "sub_agents", "handoffs", "delegates", "infer", "target", "mode",
        "temperature", "top_p", "steps", "maxsteps", "permission", "permissions", "hidden",
        "disable", "prompt", "readonly", "is_background", "kind", "timeout_mins", "globs",
        "alwaysapply", "applyto", "reasoningeffort", "resources",
        # what collections add
        "display_name", "displayname", "agent_id", "capabilities", "category", "categories",
        "version", "author", "tier", "priority", "emoji", "vibe", "status", "keywords", "created",
        "updated", "source", "dependencies", "triggers", "department", "division", "team",
        "expertise", "specialization", "specialty",
    }
)  # fmt: skip
"""In lower case, with `_` for `-`. None of them is a word that begins a line of a dialogue."""


def is_known(key: str) -> bool:
    """Whether a key, as written, is one that opens an entry of front matter."""
    return key.strip().lower().replace("-", "_") in KNOWN_KEYS
