package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.Look;
import io.upsurge.app.doctor.look.RegistryView;
import io.upsurge.app.doctor.look.Trouble;
import io.upsurge.wire.Compatibility;
import io.upsurge.wire.SchemaSubjects;
import java.util.ArrayList;
import java.util.List;

/** Whether the registry answers and has the contracts under the compatibility they must keep. */
final class RegistryCheck implements Check {
    @Override
    public Group group() {
        return Group.REGISTRY;
    }

    @Override
    public String name() {
        return "schemas";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        String url =
                seen.config().registry().getOrDefault("schema.registry.url", "").replaceAll("//[^/@]*@", "//");
        if (seen.registry() instanceof Look.Unseen<RegistryView> unseen) {
            return List.of(unreachable(url, unseen));
        }
        RegistryView registry = seen.registry().get();
        List<Finding> findings = new ArrayList<>();
        for (SchemaSubjects.State subject : registry.subjects()) {
            if (!subject.registered()) {
                findings.add(Diagnosis.SCHEMA_MISSING.at(
                        subject.subject(),
                        "does not have this release's schema " + subject.schema(),
                        "upsurge topics create, with the same configuration: it registers schemas too"));
            } else if (!subject.isStrictEnough()) {
                findings.add(Diagnosis.COMPATIBILITY_WEAK.at(
                        subject.subject(),
                        "compatibility is "
                                + subject.compatibility()
                                        .map(Compatibility::name)
                                        .orElse("not set for the subject")
                                + ", must be at least " + SchemaSubjects.REQUIRED,
                        "upsurge topics create sets it; or curl -X PUT " + url + "/config/" + subject.subject()
                                + " -H 'Content-Type: application/json' -d '{\"compatibility\":\""
                                + SchemaSubjects.REQUIRED + "\"}'"));
            }
        }
        registry.mode()
                .filter(mode -> mode.startsWith("READONLY"))
                .ifPresent(mode -> findings.add(Diagnosis.REGISTRY_READONLY.at(
                        url,
                        "mode is " + mode,
                        "curl -X PUT " + url + "/mode -d '{\"mode\":\"READWRITE\"}', by who may")));
        if (findings.isEmpty()) {
            findings.add(Diagnosis.SCHEMAS.at(
                    url, "all " + registry.subjects().size() + " schemas are registered, " + SchemaSubjects.REQUIRED));
        }
        return findings;
    }

    private static Finding unreachable(String url, Look.Unseen<RegistryView> unseen) {
        if (unseen.trouble() == Trouble.SILENT) {
            return Diagnosis.REGISTRY_SILENT.at(
                    url, unseen.why(), "start it, or set registry.url to where it is: curl " + url + "/subjects");
        }
        if (unseen.trouble() == Trouble.CREDENTIALS) {
            return Diagnosis.REGISTRY_CREDENTIALS.at(
                    url,
                    unseen.why(),
                    "set registry.basic.auth.credentials.source to USER_INFO and registry.basic.auth.user.info");
        }
        return Diagnosis.REGISTRY_REFUSES.at(
                url, unseen.why(), "correct the section registry: curl " + url + "/subjects must answer a JSON list");
    }
}
