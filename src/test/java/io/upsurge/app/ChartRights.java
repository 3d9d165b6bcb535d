package io.upsurge.app;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the objects of the chart may do, and what may reach them, in lines that a reviewer can read. */
final class ChartRights {
    private final List<String> lines = new ArrayList<>();
    private final Chart chart;

    private ChartRights(Chart chart) {
        this.chart = chart;
    }

    /** All of it, in a fixed order. */
    static String of(Chart chart) {
        ChartRights rights = new ChartRights(chart);
        chart.pods().forEach(rights::pod);
        rights.accounts();
        rights.network();
        return String.join("\n", rights.lines) + "\n";
    }

    private void pod(String name, PodSpec pod) {
        lines.add("POD " + name);
        lines.add("  account " + pod.getServiceAccountName() + ", token "
                + (pod.getAutomountServiceAccountToken() ? "mounted" : "not mounted"));
        lines.add("  security " + json(pod.getSecurityContext()));
        pod.getVolumes().stream().map(ChartRights::volume).forEach(text -> lines.add("  volume " + text));
        for (Container container : pod.getContainers()) {
            lines.add("  container " + container.getName() + ' ' + json(container.getSecurityContext()));
            container
                    .getPorts()
                    .forEach(port -> lines.add("    port " + port.getContainerPort() + ' ' + port.getName()));
            container.getEnv().forEach(env -> lines.add("    env " + env.getName()));
            container
                    .getVolumeMounts()
                    .forEach(mount -> lines.add("    mount " + mount.getMountPath() + " of " + mount.getName()
                            + (Boolean.TRUE.equals(mount.getReadOnly()) ? ", read only" : "")));
        }
    }

    private static String volume(io.fabric8.kubernetes.api.model.Volume volume) {
        if (volume.getSecret() != null) {
            return volume.getName() + " of secret " + volume.getSecret().getSecretName() + ", mode "
                    + Integer.toOctalString(volume.getSecret().getDefaultMode());
        }
        return volume.getName()
                + (volume.getConfigMap() != null
                        ? " of config map " + volume.getConfigMap().getName() + ", "
                                + volume.getConfigMap().getItems().get(0).getKey()
                        : volume.getEmptyDir() != null ? ", empty" : " of a claim");
    }

    private void accounts() {
        chart.all(ServiceAccount.class)
                .forEach(it -> lines.add("ACCOUNT " + it.getMetadata().getName() + ", token "
                        + (it.getAutomountServiceAccountToken() ? "mounted" : "not mounted")));
        chart.all(ClusterRole.class).forEach(it -> role(it, it.getRules()));
        chart.all(Role.class).forEach(it -> role(it, it.getRules()));
        chart.all(ClusterRoleBinding.class).forEach(it -> binding(it, it.getRoleRef(), it.getSubjects()));
        chart.all(RoleBinding.class).forEach(it -> binding(it, it.getRoleRef(), it.getSubjects()));
    }

    private void role(HasMetadata object, List<PolicyRule> rules) {
        lines.add("ROLE " + named(object));
        rules.forEach(rule -> lines.add("  " + rule.getVerbs() + " of " + rule.getResources() + " in "
                + rule.getApiGroups()
                + (rule.getResourceNames().isEmpty() ? "" : " named " + rule.getResourceNames())));
    }

    private void binding(HasMetadata object, RoleRef role, List<Subject> subjects) {
        lines.add("BINDING " + named(object) + " of " + role.getKind() + '/' + role.getName() + " to "
                + subjects.stream()
                        .map(it -> it.getKind() + '/' + it.getNamespace() + '/' + it.getName())
                        .collect(Collectors.joining(", ")));
    }

    private static String named(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind()
                + '/'
                + (namespace == null ? "" : namespace + '/')
                + object.getMetadata().getName();
    }

    private void network() {
        chart.all(Service.class)
                .forEach(it -> lines.add("SERVICE " + it.getMetadata().getName() + ' '
                        + Objects.toString(it.getSpec().getType(), it.getSpec().getClusterIP()) + ' '
                        + it.getSpec().getPorts().stream()
                                .map(port -> port.getPort().toString())
                                .collect(Collectors.joining(","))));
        chart.all(Ingress.class)
                .forEach(it -> lines.add("INGRESS " + it.getMetadata().getName() + ' '
                        + it.getSpec().getRules().get(0).getHost()
                        + (it.getSpec().getTls().isEmpty() ? "" : ", TLS")));
        for (NetworkPolicy policy : chart.all(NetworkPolicy.class)) {
            lines.add("POLICY " + policy.getMetadata().getName() + " for "
                    + selector(policy.getSpec().getPodSelector()) + ' '
                    + policy.getSpec().getPolicyTypes());
            policy.getSpec()
                    .getIngress()
                    .forEach(rule -> lines.add("  from " + peers(rule.getFrom()) + " to " + ports(rule.getPorts())));
            policy.getSpec()
                    .getEgress()
                    .forEach(rule -> lines.add("  to " + peers(rule.getTo()) + ' ' + ports(rule.getPorts())));
        }
    }

    private static String ports(List<NetworkPolicyPort> ports) {
        return ports.stream()
                .map(port -> port.getPort().getValue() + "/" + port.getProtocol())
                .collect(Collectors.joining(", "));
    }

    private static String peers(List<NetworkPolicyPeer> peers) {
        return peers.isEmpty()
                ? "anywhere"
                : peers.stream()
                        .map(peer -> peer.getPodSelector() == null
                                ? "namespaces " + selector(peer.getNamespaceSelector())
                                : "pods " + selector(peer.getPodSelector()))
                        .collect(Collectors.joining(", "));
    }

    private static String selector(LabelSelector selector) {
        return selector.getMatchLabels()
                + selector.getMatchExpressions().stream()
                        .map(it -> " " + it.getKey() + " in " + it.getValues())
                        .collect(Collectors.joining());
    }

    private static String json(Object object) {
        return Serialization.asJson(object).replaceAll("\\s+", "");
    }
}
