package org.ropewalk.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A context whose files may be replaced while it is used: compares what they hold at most once a
 * second, and makes the whole context anew when that has changed. Connections that stand keep
 * theirs. If the new files cannot be used, that is logged, and the old context goes on. Any thread.
 *
 * <p>What a file holds counts, not its time: links may be turned to other files, as Kubernetes and
 * certbot do, and a file that could not be read may become readable.
 */
public final class ReloadingTls implements Supplier<TlsContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);

    /** A renewal that takes longer than this to replace all files has failed. */
    private static final long RENEWAL_NS = TimeUnit.MINUTES.toNanos(1);

    private final List<Path> files;
    private final Supplier<TlsContext> maker;
    private final LongSupplier nanoTime;
    private List<String> contents;
    private TlsContext context;
    private long lookedNs;

    /**
     * Why the files cannot be used, since {@link #failedNs}; null if they can, or it was logged.
     */
    private @Nullable String failure;

    private long failedNs;

    /**
     * Makes the first context at once.
     *
     * @param maker makes a context from the files as they are now
     * @throws TlsConfigurationException if it cannot
     */
    public ReloadingTls(Supplier<TlsContext> maker, Path... files) {
        this(System::nanoTime, maker, files);
    }

    /** As the other, by a clock of its own. */
    ReloadingTls(LongSupplier nanoTime, Supplier<TlsContext> maker, Path... files) {
        this.files = List.of(files);
        this.maker = maker;
        this.nanoTime = nanoTime;
        contents = contents();
        context = maker.get();
        lookedNs = nanoTime.getAsLong();
    }

    @Override
    public synchronized TlsContext get() {
        long nowNs = nanoTime.getAsLong();
        if (nowNs - lookedNs >= LOOK_NS) {
            lookedNs = nowNs;
            reloadIfChanged();
        }
        return context;
    }

    /**
     * Looks at the files now. While they do not match, as between the replacement of one and of the
     * other, the old ones are used with a warning in the log; after a minute it is an error.
     */
    public synchronized void reloadIfChanged() {
        List<String> now = contents();
        if (now.equals(contents)) {
            logIfItLasts();
            return;
        }
        contents = now;
        try {
            context = maker.get();
            failure = null;
            LOG.info("TLS uses the new {}", files);
        } catch (RuntimeException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void failed(String why) {
        if (failure == null) {
            failedNs = nanoTime.getAsLong();
        }
        failure = why;
        LOG.warn("TLS still uses the old {} until all are replaced: {}", files, why);
    }

    private void logIfItLasts() {
        if (failure != null && nanoTime.getAsLong() - failedNs >= RENEWAL_NS) {
            LOG.error("TLS still uses the old {} after a minute: {}", files, failure);
            failure = null;
        }
    }

    /** A digest of each file; the failure in place of one that cannot be read. */
    private List<String> contents() {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            try {
                found.add(digest(Files.readAllBytes(file)));
            } catch (IOException e) {
                found.add(e.toString());
            }
        }
        return found;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
