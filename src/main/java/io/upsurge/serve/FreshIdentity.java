package io.upsurge.serve;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the files of a server's identity have changed, and has new connections use what they say then. */
final class FreshIdentity extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(FreshIdentity.class);

    private final TlsFiles files;
    private final SslContextFactory.Server tls;
    private final Scheduler scheduler;
    private PemIdentity used;
    private String told = "";

    private FreshIdentity(TlsFiles files, PemIdentity used, SslContextFactory.Server tls, Scheduler scheduler) {
        this.files = files;
        this.used = used;
        this.tls = tls;
        this.scheduler = scheduler;
    }

    /**
     * Reads the files and hands them on.
     *
     * @throws IOException if they cannot be used; says why
     */
    static FreshIdentity of(TlsFiles files, SslContextFactory.Server tls, Scheduler scheduler) throws IOException {
        PemIdentity identity = PemIdentity.read(files);
        tls.setKeyStore(identity.keyStore());
        tls.setKeyStorePassword("");
        return new FreshIdentity(files, identity, tls, scheduler);
    }

    @Override
    protected void doStart() {
        schedule();
    }

    private void schedule() {
        scheduler.schedule(this::look, files.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            PemIdentity found = PemIdentity.read(files);
            if (!found.isSame(used)) {
                var store = found.keyStore();
                tls.reload(factory -> factory.setKeyStore(store));
                used = found;
                told = "";
                LOG.info("Uses the new certificate in {}", files.certificate());
            }
        } catch (Exception e) {
            tell(e.getMessage());
        }
        if (isRunning()) {
            schedule();
        }
    }

    /** Half of a new pair may be there at first, so the old one stays in use. */
    private void tell(String why) {
        if (!String.valueOf(why).equals(told)) {
            told = String.valueOf(why);
            LOG.warn("Keeps the certificate it has: {}", why);
        }
    }
}
