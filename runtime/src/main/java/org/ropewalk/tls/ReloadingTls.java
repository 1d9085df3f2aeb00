package org.ropewalk.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A context whose files may be replaced while it is used: looks at them at most once a second, and
 * makes the whole context anew when one has changed. Connections that stand keep theirs. If the new
 * files cannot be used, that is logged, and the old context goes on. Any thread.
 */
public final class ReloadingTls implements Supplier<TlsContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);

    private final List<Path> files;
    private final Supplier<TlsContext> maker;
    private List<FileTime> times;
    private TlsContext context;
    private long lookedNs;

    /**
     * Makes the first context at once.
     *
     * @param maker makes a context from the files as they are now
     * @throws TlsConfigurationException if it cannot
     */
    public ReloadingTls(Supplier<TlsContext> maker, Path... files) {
        this.files = List.of(files);
        this.maker = maker;
        times = times();
        context = maker.get();
        lookedNs = System.nanoTime();
    }

    @Override
    public synchronized TlsContext get() {
        long nowNs = System.nanoTime();
        if (nowNs - lookedNs >= LOOK_NS) {
            lookedNs = nowNs;
            reloadIfChanged();
        }
        return context;
    }

    /** Looks at the files now. */
    public synchronized void reloadIfChanged() {
        List<FileTime> now = times();
        if (now.equals(times)) {
            return;
        }
        times = now;
        try {
            context = maker.get();
            LOG.info("TLS uses the new {}", files);
        } catch (RuntimeException e) {
            LOG.error("TLS goes on with the old {}: {}", files, e.getMessage());
        }
    }

    private List<FileTime> times() {
        List<FileTime> found = new ArrayList<>();
        for (Path file : files) {
            try {
                found.add(Files.getLastModifiedTime(file));
            } catch (IOException e) {
                found.add(FileTime.fromMillis(0));
            }
        }
        return found;
    }
}
