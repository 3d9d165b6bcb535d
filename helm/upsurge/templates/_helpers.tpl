{{- define "upsurge.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "upsurge.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "upsurge.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "upsurge.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "upsurge.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "upsurge.selectorLabels" -}}
app.kubernetes.io/name: {{ include "upsurge.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "upsurge.labels" -}}
{{ include "upsurge.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "upsurge.serviceAccount" -}}
{{- default (ternary (include "upsurge.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "upsurge.leaseName" -}}
{{ include "upsurge.fullname" . }}-watch
{{- end -}}

{{- /* Name of what lies outside of the namespace of the release: releases in other namespaces may have the same name. */ -}}
{{- define "upsurge.outside" -}}
{{ .Release.Namespace }}-{{ include "upsurge.fullname" . }}
{{- end -}}

{{- /* What a role does beside what its command says: all of it in mode single. */ -}}
{{- define "upsurge.does" -}}
{{- $single := eq .root.Values.mode "single" -}}
{{- $whole := and $single (eq .role "pipeline") -}}
{{- if or (and $whole (index .root.Values .what).enabled) (eq .role .what) -}}yes{{- end -}}
{{- end -}}

{{- /* What a role asks Kubernetes for, separated by commas: watcher, scraper (pods to scrape), events (writes them). */ -}}
{{- define "upsurge.asks" -}}
{{- $config := .root.Values.config -}}
{{- $asks := list -}}
{{- if include "upsurge.does" (merge (dict "what" "watcher") .) -}}{{- $asks = append $asks "watcher" -}}{{- end -}}
{{- if and (include "upsurge.does" (merge (dict "what" "scraper") .)) (dig "scrape" "pods" list $config) -}}
{{- $asks = append $asks "scraper" -}}
{{- end -}}
{{- if include "upsurge.does" (merge (dict "what" "alerts") .) -}}
{{- range dig "alerts" "sinks" list $config -}}
{{- if eq (default "" .type) "kubernetes-events" -}}{{- $asks = append $asks "events" -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- join "," ($asks | uniq) -}}
{{- end -}}

{{- /* The ServiceAccount of a role: one of its own where it asks Kubernetes. */ -}}
{{- define "upsurge.accountOf" -}}
{{- if include "upsurge.asks" . -}}
{{- $role := ternary "watcher" .role (eq .role "pipeline") -}}
{{- $accounts := .root.Values.serviceAccount -}}
{{- $made := printf "%s-%s" (include "upsurge.fullname" .root) $role -}}
{{- default (ternary $made "default" $accounts.create) (get $accounts (printf "%sName" $role)) -}}
{{- else -}}
{{- include "upsurge.serviceAccount" .root -}}
{{- end -}}
{{- end -}}

{{- /* The role that does something. */ -}}
{{- define "upsurge.doer" -}}
{{- ternary "pipeline" .what (eq .root.Values.mode "single") -}}
{{- end -}}

{{- /* The port of an address. */ -}}
{{- define "upsurge.portOf" -}}
{{- $named := regexFind "^[a-z]+://[^/]*:[0-9]+" . | regexFind "[0-9]+$" -}}
{{- default (ternary "443" "80" (hasPrefix "https:" .)) $named -}}
{{- end -}}

{{- define "upsurge.scheme" -}}
{{- ternary "https" "http" (hasKey (default dict .Values.config.http) "tls-certificate") -}}
{{- end -}}

{{- /* Whether readers must bring credentials. */ -}}
{{- define "upsurge.guarded" -}}
{{- if or (dig "http" "bearer-token" "" .Values.config) (dig "http" "user" "" .Values.config) -}}yes{{- end -}}
{{- end -}}

{{- /* The configuration of a role: that of the user, without the sections of others, so that each needs only its secrets. */ -}}
{{- define "upsurge.config" -}}
{{- $values := .root.Values -}}
{{- $config := deepCopy $values.config -}}
{{- $pipeline := dict "state-dir" "/var/lib/upsurge/state" -}}
{{- $http := dict "listen" "0.0.0.0:9400" "open" (not (include "upsurge.guarded" .root)) -}}
{{- $config = mergeOverwrite $config (dict "pipeline" $pipeline "http" $http) -}}
{{- if include "upsurge.does" (dict "root" .root "role" .role "what" "receiver") -}}
{{- $config = mergeOverwrite $config (dict "receiver" (dict "enabled" true "listen" "0.0.0.0:9009")) -}}
{{- else -}}
{{- $config = omit $config "receiver" -}}
{{- end -}}
{{- $asks := include "upsurge.asks" . | splitList "," | compact -}}
{{- if $asks -}}
{{- $watch := dict "enabled" (has "watcher" $asks) -}}
{{- if not (dig "watch" "clusters" list $config) -}}
{{- $_ := set $watch "cluster" (required "cluster is needed: the name of this cluster, as the samples carry it" $values.cluster) -}}
{{- end -}}
{{- if has "watcher" $asks -}}
{{- $_ := set $watch "lease" (dict "namespace" .root.Release.Namespace "name" (include "upsurge.leaseName" .root)) -}}
{{- end -}}
{{- $config = mergeOverwrite $config (dict "watch" $watch) -}}
{{- else -}}
{{- $config = omit $config "watch" -}}
{{- end -}}
{{- if include "upsurge.does" (dict "root" .root "role" .role "what" "alerts") -}}
{{- if not (dig "alerts" "sinks" list $config) -}}{{- fail "alerts.enabled is true, but config.alerts.sinks names nobody to tell" -}}{{- end -}}
{{- else -}}
{{- $config = omit $config "alerts" -}}
{{- end -}}
{{- if include "upsurge.does" (dict "root" .root "role" .role "what" "scraper") -}}
{{- if not (or (dig "scrape" "pods" list $config) (dig "scrape" "targets" list $config)) -}}
{{- fail "scraper.enabled is true, but neither config.scrape.pods nor config.scrape.targets says what is scraped" -}}
{{- end -}}
{{- $config = mergeOverwrite $config (dict "scrape" (dict "enabled" true)) -}}
{{- else -}}
{{- $config = omit $config "scrape" -}}
{{- end -}}
{{- /* Topics are read where metrics are received: by the receiver if there is one of its own. */ -}}
{{- if and (eq $values.mode "split") (ne .role (ternary "receiver" "pipeline" $values.receiver.enabled)) -}}
{{- $config = omit $config "inputs" -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{- /* The pod of a role. */ -}}
{{- define "upsurge.pod" -}}
{{- $values := .root.Values -}}
{{- $of := dict "root" .root "role" .role -}}
{{- $asks := and (not .once) (ne (include "upsurge.asks" $of) "") -}}
{{- $receives := include "upsurge.does" (dict "root" .root "role" .role "what" "receiver") -}}
{{- $scheme := include "upsurge.scheme" .root | upper -}}
metadata:
  labels:
    {{- include "upsurge.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ default .role .component }}
    {{- with $values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # A changed configuration restarts what it concerns.
    checksum/config: {{ include "upsurge.config" $of | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ ternary (include "upsurge.accountOf" $of) (include "upsurge.serviceAccount" .root) $asks }}
  automountServiceAccountToken: {{ $asks }}
  # Variables named after Services would be taken for configuration.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  {{- with $values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- toYaml $values.podSecurityContext | nindent 4 }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if not .once }}
  topologySpreadConstraints:
    {{- if $values.topologySpreadConstraints }}
    {{- toYaml $values.topologySpreadConstraints | nindent 4 }}
    {{- else }}
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "upsurge.selectorLabels" .root | nindent 10 }}
          app.kubernetes.io/component: {{ .role }}
    {{- end }}
  {{- end }}
  {{- if .once }}
  restartPolicy: {{ .once }}
  {{- end }}
  containers:
    - name: upsurge
      image: {{ include "upsurge.image" .root | quote }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      {{- with .command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      args:
        {{- toYaml .args | nindent 8 }}
      env:
        - name: POD_NAME
          valueFrom: { fieldRef: { fieldPath: metadata.name } }
        - name: UPSURGE_LOG_LEVEL
          value: {{ $values.logLevel | quote }}
        {{- with $values.javaOpts }}
        - name: UPSURGE_JAVA_OPTS
          value: {{ . | quote }}
        {{- end }}
        {{- with $values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      securityContext:
        {{- toYaml $values.securityContext | nindent 8 }}
      {{- with .resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if not .once }}
      ports:
        - name: http
          containerPort: 9400
        {{- if $receives }}
        - name: remote-write
          containerPort: 9009
        {{- end }}
      {{- if $receives }}
      # Until no sender is led here any more.
      lifecycle:
        preStop:
          exec: { command: [sleep, "5"] }
      {{- end }}
      # Ten minutes for a first start on a slow node; waiting for Kafka counts as alive.
      startupProbe:
        httpGet: { path: /livez, port: http, scheme: {{ $scheme }} }
        periodSeconds: 5
        failureThreshold: 120
      livenessProbe:
        httpGet: { path: /livez, port: http, scheme: {{ $scheme }} }
        periodSeconds: 20
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /readyz, port: http, scheme: {{ $scheme }} }
        periodSeconds: 10
        timeoutSeconds: 5
      {{- end }}
      volumeMounts:
        - name: config
          mountPath: /etc/upsurge
          readOnly: true
        - name: state
          mountPath: /var/lib/upsurge
        # Native libraries are unpacked here.
        - name: tmp
          mountPath: /tmp
        {{- range $name := include "upsurge.secretNames" $of | splitList "," | compact }}
        - name: secret-{{ $name }}
          mountPath: /run/secrets/upsurge/{{ $name }}
          readOnly: true
        {{- end }}
        {{- with $values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "upsurge.fullname" .root }}
        items:
          - key: {{ .role }}.yaml
            path: upsurge.yaml
    - name: tmp
      emptyDir: { sizeLimit: 256Mi }
    {{- if not .claim }}
    - name: state
      emptyDir: {}
    {{- end }}
    {{- range $name := include "upsurge.secretNames" $of | splitList "," | compact }}
    - name: secret-{{ $name }}
      secret:
        secretName: {{ index $values.existingSecrets $name }}
        defaultMode: 0440
    {{- end }}
    {{- with $values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- /* The Secrets that a role needs, separated by commas. */ -}}
{{- define "upsurge.secretNames" -}}
{{- $names := list "kafka" "registry" "http" -}}
{{- if include "upsurge.asks" . -}}{{- $names = append $names "watcher" -}}{{- end -}}
{{- if include "upsurge.does" (dict "root" .root "role" .role "what" "receiver") -}}{{- $names = append $names "receiver" -}}{{- end -}}
{{- if include "upsurge.does" (dict "root" .root "role" .role "what" "alerts") -}}{{- $names = append $names "sinks" -}}{{- end -}}
{{- $there := list -}}
{{- range $names -}}
{{- if index $.root.Values.existingSecrets . -}}{{- $there = append $there . -}}{{- end -}}
{{- end -}}
{{- join "," $there -}}
{{- end -}}

{{- /* The roles with workloads of their own. */ -}}
{{- define "upsurge.roles" -}}
{{- $roles := list "pipeline" -}}
{{- if eq .Values.mode "split" -}}
{{- range $role := list "receiver" "watcher" "scraper" "alerts" -}}
{{- if (index $.Values $role).enabled -}}{{- $roles = append $roles $role -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- join "," $roles -}}
{{- end -}}
