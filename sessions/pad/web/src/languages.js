import { cpp } from "@codemirror/lang-cpp";
import { java } from "@codemirror/lang-java";
import { javascript } from "@codemirror/lang-javascript";
import { markdown } from "@codemirror/lang-markdown";
import { python } from "@codemirror/lang-python";
import { sql } from "@codemirror/lang-sql";

export const languages = {
  text: ["Plain text", () => []],
  python: ["Python", python],
  javascript: ["JavaScript", javascript],
  typescript: ["TypeScript", () => javascript({ typescript: true })],
  java: ["Java", java],
  cpp: ["C and C++", cpp],
  sql: ["SQL", sql],
  markdown: ["Markdown", markdown],
};
