// The validator badge would ask a server elsewhere.
window.ui = SwaggerUIBundle({
  url: "/openapi.yml",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
});
