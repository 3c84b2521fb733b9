// Asks the page's kernel for other states than those that came with the page, over the kernel's own socket.
// It speaks as little of Jupyter's protocol as that needs: open a comm, send a choice, read the answer.
heard.kernel = (function () {
  const TARGET = "heard.page";
  const session = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  const comm = "heard-" + session;
  let socket = null;
  let numbered = 0;
  const waiting = [];

  function place() {
    const kept = document.getElementById("heard-kernel");
    return kept ? JSON.parse(kept.textContent) : null;
  }

  function message(type, content) {
    numbered += 1;
    return JSON.stringify({
      header: {
        msg_id: session + "-" + numbered, msg_type: type, session: session, username: "viewer",
        version: "5.3", date: new Date().toISOString(),
      },
      parent_header: {}, metadata: {}, content: content, buffers: [], channel: "shell",
    });
  }

  function received(event) {
    const told = JSON.parse(event.data);
    const type = told.header ? told.header.msg_type : told.msg_type;
    if (type === "comm_msg" && told.content.comm_id === comm) waiting.shift()?.(told.content.data);
    if (type === "comm_close" && told.content.comm_id === comm) heard.gone();
    if (type === "status" && ["dead", "restarting"].includes(told.content.execution_state)) heard.gone();
  }

  /** Open the socket; when it closes, the kernel is gone, and the viewer is told. */
  function open() {
    const kernel = place();
    if (!kernel || socket) return;
    const address = new URL("api/kernels/" + kernel.id + "/channels?session_id=" + session, document.baseURI);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(address);
    socket.onmessage = received;
    socket.onclose = () => heard.gone();
    socket.ready = new Promise((resolve) => (socket.onopen = resolve)).then(() =>
      socket.send(message("comm_open", { comm_id: comm, target_name: TARGET, data: {} })));
  }

  /** Return the states of the figures for a choice, when the kernel has answered. */
  async function ask(chosen) {
    open();
    await socket.ready;
    return new Promise((resolve) => {
      waiting.push(resolve);
      socket.send(message("comm_msg", { comm_id: comm, data: { chosen: chosen } }));
    });
  }

  return { place, open, ask };
})();

/** Tell the viewer, once, that nothing more can be chosen until the page is started again. */
heard.gone = function () {
  const told = document.getElementById("gone");
  if (heard.leaving || told.firstChild) return;
  const words = document.createElement("p");
  words.textContent =
    "This page has rested for too long, or its server has stopped. What it shows still holds; to choose another view, start it again.";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Start again";
  again.addEventListener("click", () => location.reload());
  told.append(words, again);
  heard.choices.selects().forEach((select) => (select.disabled = true));
};
