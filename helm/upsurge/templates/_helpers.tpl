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

{{- define "upsurge.watcherServiceAccount" -}}
{{- $made := printf "%s-watcher" (include "upsurge.fullname" .) -}}
{{- default (ternary $made "default" .Values.serviceAccount.create) .Values.serviceAccount.watcherName -}}
{{- end -}}

{{- define "upsurge.leaseName" -}}
{{ include "upsurge.fullname" . }}-watch
{{- end -}}

{{- /* What a role does beside what its command says: all of it in mode single. */ -}}
{{- define "upsurge.does" -}}
{{- $single := eq .root.Values.mode "single" -}}
{{- $whole := and $single (eq .role "pipeline") -}}
{{- if or (and $whole (index .root.Values .what).enabled) (eq .role .what) -}}yes{{- end -}}
{{- end -}}

{{- /* The configuration of a role: that of the user, without the sections of others, so that each needs only its secrets. */ -}}
{{- define "upsurge.config" -}}
{{- $values := .root.Values -}}
{{- $config := deepCopy $values.config -}}
{{- $pipeline := dict "state-dir" "/var/lib/upsurge/state" -}}
{{- $http := dict "listen" "0.0.0.0:9400" "open" (not (or (dig "http" "bearer-token" "" $config) (dig "http" "user" "" $config))) -}}
{{- $config = mergeOverwrite $config (dict "pipeline" $pipeline "http" $http) -}}
{{- if include "upsurge.does" (dict "root" .root "role" .role "what" "receiver") -}}
{{- $config = mergeOverwrite $config (dict "receiver" (dict "enabled" true "listen" "0.0.0.0:9009")) -}}
{{- else -}}
{{- $config = omit $config "receiver" -}}
{{- end -}}
{{- if include "upsurge.does" (dict "root" .root "role" .role "what" "watcher") -}}
{{- $lease := dict "namespace" .root.Release.Namespace "name" (include "upsurge.leaseName" .root) -}}
{{- $cluster := required "watcher.cluster is needed: the name of this cluster, as the samples carry it" $values.watcher.cluster -}}
{{- $config = mergeOverwrite $config (dict "watch" (dict "enabled" true "cluster" $cluster "lease" $lease)) -}}
{{- else -}}
{{- $config = omit $config "watch" -}}
{{- end -}}
{{- if not (include "upsurge.does" (dict "root" .root "role" .role "what" "alerts")) -}}
{{- $config = omit $config "alerts" -}}
{{- end -}}
{{- /* Topics are read where metrics are received: by the receiver if there is one of its own. */ -}}
{{- if and (eq $values.mode "split") $values.receiver.enabled (ne .role "receiver") -}}
{{- $config = omit $config "inputs" -}}
{{- end -}}
{{- if ne .role "pipeline" -}}
{{- $config = omit $config "scrape" -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{- /* The pod of a role. */ -}}
{{- define "upsurge.pod" -}}
{{- $values := .root.Values -}}
{{- $api := include "upsurge.does" (dict "root" .root "role" .role "what" "watcher") -}}
{{- $scheme := ternary "HTTPS" "HTTP" (hasKey (default dict $values.config.http) "tls-certificate") -}}
metadata:
  labels:
    {{- include "upsurge.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
    {{- with $values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # A changed configuration restarts what it concerns.
    checksum/config: {{ include "upsurge.config" (dict "root" .root "role" .role) | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ ternary (include "upsurge.watcherServiceAccount" .root) (include "upsurge.serviceAccount" .root) (eq $api "yes") }}
  automountServiceAccountToken: {{ eq $api "yes" }}
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
        {{- if include "upsurge.does" (dict "root" .root "role" .role "what" "receiver") }}
        - name: remote-write
          containerPort: 9009
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
        {{- range $name := include "upsurge.secretNames" . | splitList "," | compact }}
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
    {{- range $name := include "upsurge.secretNames" . | splitList "," | compact }}
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
{{- range $role := list "receiver" "watcher" "alerts" -}}
{{- if (index $.Values $role).enabled -}}{{- $roles = append $roles $role -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- join "," $roles -}}
{{- end -}}
