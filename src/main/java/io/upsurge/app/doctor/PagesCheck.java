package io.upsurge.app.doctor;

import io.upsurge.app.doctor.look.Look;
import io.upsurge.ingest.scrape.PageTrial;
import java.util.ArrayList;
import java.util.List;

/** Whether the pages at fixed addresses can be scraped, and hold what signals ask for. */
final class PagesCheck implements Check {
    @Override
    public Group group() {
        return Group.INPUTS;
    }

    @Override
    public String name() {
        return "scrape targets";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        List<Finding> findings = new ArrayList<>();
        seen.sources()
                .pages()
                .forEach((target, look) -> findings.add(finding(target.url().toString(), look)));
        return findings;
    }

    private static Finding finding(String where, Look<PageTrial.Seen> look) {
        if (look instanceof Look.Unseen<PageTrial.Seen> unseen) {
            return Diagnosis.TARGET_SILENT.at(
                    where, "cannot be scraped from here: " + unseen.why(), "correct scrape.targets, or open the way");
        }
        PageTrial.Seen page = look.get();
        if (page.wanted() == 0) {
            return Diagnosis.TARGET_UNWANTED.at(
                    where,
                    "no signal asks for any of its " + page.others() + " series",
                    "correct series of the signals, or leave this target out");
        }
        if (page.unusable() > 0) {
            return Diagnosis.TARGET_REJECTED.at(
                    where,
                    page.unusable() + " of " + page.wanted() + " series that signals ask for have no place"
                            + page.example().map(why -> ": " + why).orElse(""),
                    "give the labels of cluster, namespace, daemonset, container and node with this target");
        }
        return Diagnosis.TARGET_READ.at(where, page.wanted() + " series that signals ask for");
    }
}
