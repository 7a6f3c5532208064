/* The public page beside the board, from the working copy: at three widths, reloaded after acts without losing its
   place. */

import { $, $$, debounce } from "./dom.js";

const WIDTHS = { phone: 390, tablet: 820, desktop: 1280 };

export class Preview {
  constructor(desk) {
    this.desk = desk;
    this.pane = $("#preview");
    this.stage = $("#preview-stage");
    this.frame = $("#preview-page");
    this.button = $("#top-preview");
    this.refreshSoon = debounce(900, () => this.refresh());
    this.button.addEventListener("click", () => this.toggle());
    $("#preview-close").addEventListener("click", () => this.toggle(false));
    $("#preview-full").addEventListener("click", () => this.setFull(!this.pane.classList.contains("is-full")));
    $("#preview-dark").addEventListener("click", () => this.setDark($("#preview-dark").getAttribute("aria-pressed") !== "true"));
    this.setDark(matchMedia("(prefers-color-scheme: dark)").matches);
    this.pane.addEventListener("keydown", ({ key }) => key === "Escape" && this.toggle(false));
    for (const button of $$("[data-width]", this.pane)) button.addEventListener("click", () => this.setWidth(button.dataset.width));
    this.frame.addEventListener("load", () => this.frame.contentWindow.scrollTo(0, this.scroll ?? 0));
    this.setWidth(matchMedia("(max-width: 600px)").matches ? "phone" : "desktop");
    new ResizeObserver(() => this.fit()).observe(this.stage);
  }

  get isOpen() {
    return !this.pane.hidden;
  }

  toggle(isOpen = !this.isOpen) {
    this.pane.hidden = !isOpen;
    $("#desk").classList.toggle("has-preview", isOpen);
    this.button.setAttribute("aria-pressed", String(isOpen));
    if (!isOpen && this.pane.classList.contains("is-full")) this.setFull(false);
    if (isOpen) this.refresh();
    else if (this.pane.contains(document.activeElement) || document.activeElement === document.body) this.button.focus();
  }

  refresh() {
    if (!this.isOpen) return;
    const page = this.frame.contentWindow;
    if (!this.frame.src) this.frame.src = new URL("preview/", location.href);
    else {
      this.scroll = page.scrollY;
      page.location.reload();
    }
  }

  setWidth(width) {
    this.width = width;
    this.stage.className = `stage is-${width}`;
    for (const button of $$("[data-width]", this.pane)) button.setAttribute("aria-pressed", String(button.dataset.width === width));
    this.fit();
  }

  /* A page in a frame has the color scheme of its frame. */
  setDark(isDark) {
    this.frame.style.colorScheme = isDark ? "dark" : "light";
    $("#preview-dark").setAttribute("aria-pressed", String(isDark));
  }

  setFull(isFull) {
    this.pane.classList.toggle("is-full", isFull);
    $("#preview-full").setAttribute("aria-pressed", String(isFull));
    this.fit();
  }

  /* The page is as wide as the chosen screen, scaled down if there is less room. */
  fit() {
    const room = this.stage.clientWidth;
    if (!room) return;
    const scale = Math.min(1, room / WIDTHS[this.width]);
    this.frame.style.width = `${WIDTHS[this.width]}px`;
    this.frame.style.height = `${this.stage.clientHeight / scale}px`;
    this.frame.style.transform = `scale(${scale})`;
    this.frame.style.marginInlineStart = `${Math.max(0, (room - WIDTHS[this.width] * scale) / 2)}px`;
  }
}
