// Runs before the page is drawn, so that the chosen theme shows at once on pages that were drawn for another one.
(function () {
  const chosen = document.cookie.match(/(?:^|; )deskledger_theme=(light|dark)/);
  if (chosen) {
    document.documentElement.dataset.theme = chosen[1];
  }
})();
