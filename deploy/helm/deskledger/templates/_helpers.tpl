{{/* Names, labels and what every pod of ours has. Each takes (dict "root" $ "name" "ticket-api" ...). */}}
{{- define "deskledger.fullname" -}}
{{ printf "%s-%s" .root.Release.Name .name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "deskledger.selector" -}}
app.kubernetes.io/name: deskledger
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "deskledger.labels" -}}
{{ include "deskledger.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "deskledger.image" -}}
{{ printf "%s/%s:%s" (required "image.repository is missing: where the images are that deploy/images/build has made" .root.Values.image.repository) .name (.root.Values.image.tag | default .root.Chart.AppVersion) }}
{{- end }}

{{- define "deskledger.pod" -}}
automountServiceAccountToken: false
terminationGracePeriodSeconds: {{ .root.Values.terminationGracePeriodSeconds }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "deskledger.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{ include "deskledger.selector" . | nindent 8 }}
{{- end }}

{{- define "deskledger.container" -}}
name: {{ .name }}
image: {{ include "deskledger.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- define "deskledger.probes" -}}
ports:
  - {name: http, containerPort: {{ .port }}}
startupProbe:
  httpGet: {path: /health/liveness, port: http}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /health/liveness, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /health/readiness, port: http}
  periodSeconds: 5
  timeoutSeconds: 4
{{- end }}

{{/* Variables as a YAML map: what every pod of ours is told, and what each service is told beside that. */}}
{{- define "deskledger.servers" -}}
DESKLEDGER_DB_URL: {{ required "database.url is missing" .root.Values.database.url | quote }}
DESKLEDGER_KAFKA: {{ required "kafka.bootstrapServers is missing" .root.Values.kafka.bootstrapServers | quote }}
{{- if .root.Values.kafka.secured }}
DESKLEDGER_KAFKA_PROPERTIES_FILE: /run/secrets/deskledger/kafka-properties
{{- end }}
{{- end }}

{{- define "deskledger.runtime" -}}
{{ include "deskledger.servers" . }}
DESKLEDGER_MIGRATE: "false"
{{- if .days }}
DESKLEDGER_REPORTING_ZONE: {{ .root.Values.reportingZone | quote }}
{{- end }}
DESKLEDGER_DB_PASSWORD_FILE: /run/secrets/deskledger/{{ .role }}-password
{{- if .root.Values.metrics.token }}
DESKLEDGER_METRICS_TOKEN_FILE: /run/secrets/deskledger/metrics-token
{{- end }}
{{- end }}

{{/*
A container's environment: takes (dict "variables" YAML-MAP "own" MAP). Each name stands there once, and what an installation
sets by itself counts. A number of values.yaml is a floating one: as such a million would be written 1e+06.
*/}}
{{- define "deskledger.env" -}}
{{- $all := fromYaml .variables }}
{{- range $name, $value := .own }}
{{- $whole := and (kindIs "float64" $value) (eq (float64 $value) (floor $value)) }}
{{- $_ := set $all $name ($whole | ternary (int64 $value) $value) }}
{{- end }}
{{- range $name, $value := $all }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{/* Only those keys of the secret that this pod has use for. */}}
{{- define "deskledger.secrets" -}}
- name: secrets
  secret:
    secretName: {{ required "existingSecret is missing" .root.Values.existingSecret }}
    defaultMode: 0440
    items:
      {{- range .keys }}
      - {key: {{ . }}, path: {{ . }}}
      {{- end }}
      {{- if .root.Values.kafka.secured }}
      - {key: kafka-properties, path: kafka-properties}
      {{- end }}
      {{- if and .serves .root.Values.metrics.token }}
      - {key: metrics-token, path: metrics-token}
      {{- end }}
- name: tmp
  emptyDir: {}
{{- end }}

{{- define "deskledger.mounts" -}}
- {name: secrets, mountPath: /run/secrets/deskledger, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- end }}
