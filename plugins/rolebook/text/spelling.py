"""An id or a file's name in; the title that people would write for it out, acronyms in capitals."""

from __future__ import annotations

import re
from typing import Final

_CAPITALS: Final = frozenset(
    {"ai", "api", "asp", "ats", "aws", "b2b", "b2c", "bi", "bpmn", "cad", "cco", "ccna", "ccpa",
     "cdn", "cdp", "ceo", "cfo", "cfp", "chro", "ci", "cio", "ciso", "cli", "cmo", "cms",
     "cogs", "coo", "cpa", "cpo", "cpu", "crm", "cro", "crud", "css", "csv", "cto", "cv",
     "d2c", "dast", "dba", "ddd", "dns", "dom", "dx", "ebitda", "ec2", "eda", "eks", "erc",
     "erp", "esg", "etl", "faq", "fda", "fhir", "fpga", "fx", "gcp", "gdpr", "gis", "gke",
     "gpu", "gtm", "gui", "hipaa", "hr", "hris", "html", "http", "https", "iac", "iam", "ide",
     "ip", "ipo", "iso", "jit", "json", "jsx", "jvm", "jwt", "k8s", "kpi", "kyc", "llm", "lms",
     "lsp", "mcp", "mfa", "ml", "mlm", "mvp", "nda", "nft", "nlp", "oidc", "okr", "orm", "os",
     "osint", "p2p", "pci", "pdf", "php", "pkce", "plc", "pmm", "pmo", "png", "poc", "ppc",
     "pr", "prd", "pwa", "qa", "r2", "rag", "ram", "rbac", "rca", "rds", "rfc", "rfp", "roi",
     "rpa", "rpc", "rss", "s3", "sast", "sbom", "sdk", "sdlc", "sdr", "sem", "seo", "sftp",
     "sla", "slo", "sms", "smtp", "soc", "soc2", "sox", "spa", "sql", "sre", "ssh", "ssl",
     "sso", "ssr", "svg", "tcp", "tdd", "tls", "toml", "tsx", "tts", "uat", "udp", "ugc", "ui",
     "uml", "uri", "url", "usb", "ux", "vfx", "vm", "vp", "vpc", "vpn", "vr", "wasm", "wcag",
     "xml", "xr", "xss", "yaml", "zk"}
)  # fmt: skip
"""Words that are spoken letter by letter, or nearly; none of them is an English word."""

_OTHERS: Final = {
    "angularjs": "AngularJS", "argocd": "Argo CD", "asyncapi": "AsyncAPI", "bigquery": "BigQuery",
    "cicd": "CI/CD", "clickhouse": "ClickHouse", "cloudformation": "CloudFormation", "cpp": "C++",
    "csharp": "C#", "devex": "DevEx", "devops": "DevOps", "devrel": "DevRel",
    "devsecops": "DevSecOps", "dotnet": ".NET", "duckdb": "DuckDB", "dynamodb": "DynamoDB",
    "elasticsearch": "Elasticsearch", "fastapi": "FastAPI", "finops": "FinOps", "fsharp": "F#",
    "fullstack": "Full-Stack", "gitops": "GitOps", "github": "GitHub", "gitlab": "GitLab",
    "gitbook": "GitBook", "gpt": "GPT", "graphql": "GraphQL", "grpc": "gRPC", "hubspot": "HubSpot",
    "ab": "A/B", "iaas": "IaaS", "ios": "iOS", "iot": "IoT",
    "ipad": "iPad", "iphone": "iPhone", "javascript": "JavaScript",
    "jfrog": "JFrog", "jquery": "jQuery", "langchain": "LangChain", "latex": "LaTeX",
    "linkedin": "LinkedIn", "llmops": "LLMOps", "macos": "macOS", "mlops": "MLOps",
    "mongodb": "MongoDB", "mysql": "MySQL", "nestjs": "NestJS", "nextjs": "Next.js",
    "nodejs": "Node.js", "nosql": "NoSQL", "npm": "npm", "nuxtjs": "Nuxt.js", "oauth": "OAuth",
    "openai": "OpenAI", "openapi": "OpenAPI", "opentelemetry": "OpenTelemetry", "paas": "PaaS",
    "paypal": "PayPal", "php8": "PHP 8", "postgresql": "PostgreSQL", "postgres": "Postgres",
    "powerbi": "Power BI", "powershell": "PowerShell", "pytorch": "PyTorch", "reactjs": "React",
    "rest": "REST", "revops": "RevOps", "saas": "SaaS", "secops": "SecOps", "sqlite": "SQLite",
    "tiktok": "TikTok", "typescript": "TypeScript", "vscode": "VS Code", "vuejs": "Vue.js",
    "webgl": "WebGL", "webrtc": "WebRTC", "websocket": "WebSocket", "wordpress": "WordPress",
    "youtube": "YouTube", "a11y": "a11y", "i18n": "i18n", "l10n": "l10n", "3d": "3D", "2d": "2D",
}  # fmt: skip
"""Names that mix capitals and small letters, as those who bear them write them."""

_MINOR: Final = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs",
     "with"}
)  # fmt: skip
_JOINTS: Final = re.compile(r"[-_\s]+")


def spelled(word: str) -> str | None:
    """A word as people write it where that is not how other words are written; else none."""
    if word in _CAPITALS:
        return word.upper()
    return _OTHERS.get(word)


def title_of(name: str) -> str:
    """`SEO AI Expert` for `seo-ai-expert`; a word with a capital of its own stays as it is."""
    words = [word for word in _JOINTS.split(name) if word]
    return " ".join(_word(word, first=n == 0) for n, word in enumerate(words))


def sentence_of(name: str) -> str:
    """`Data and AI` for `data-and-ai`: only the first word has a capital."""
    words = [word for word in re.split(r"[-_.\s]+", name) if word]
    written = [spelled(word) or word for word in words]
    return " ".join([*(one[:1].upper() + one[1:] for one in written[:1]), *written[1:]])


def _word(word: str, *, first: bool) -> str:
    if word != word.lower():
        return word
    if known := spelled(word):
        return known
    if first and word == "it":  # `it-ops-lead`; further on it is the pronoun
        return "IT"
    return word if word in _MINOR and not first else word[:1].upper() + word[1:]
