/* Search from a file share: a browser starts no worker for a page that was opened as a file. There, and only
   there, the search runs in a hidden frame that behaves as a worker as far as the site's search needs it. */
(function () {
  if (window.location.protocol !== "file:") {
    return;
  }
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.onmessage = null;
      this.onerror = null;
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => {
        setTimeout(() => this.answer("message", { data }));
      };
      const script = inside.document.createElement("script");
      script.src = new URL(address, document.baseURI).href;
      script.onload = () => {
        const early = this.waiting;
        this.waiting = null;
        early.forEach((data) => this.postMessage(data));
      };
      script.onerror = () => this.answer("error", {});
      inside.document.head.append(script);
    }

    answer(kind, content) {
      const event = new MessageEvent(kind, content);
      this["on" + kind]?.(event);
      this.dispatchEvent(event);
    }

    postMessage(data) {
      if (this.waiting) {
        this.waiting.push(data);
      } else if (this.frame.contentWindow) {
        this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
      }
    }

    terminate() {
      this.frame.remove();
    }
  };
})();
