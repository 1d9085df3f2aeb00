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
 * A TLS context that is replaced when its files change. It compares the content of the files at
 * most once a second, and creates a new context after a change. Existing connections keep their
 * context. If the new files cannot be used, this is logged, and the old context stays in use. Any
 * thread.
 *
 * <p>It compares content, not time: links may be changed to other files, as Kubernetes and certbot
 * do, and an unreadable file may become readable.
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
     * Creates the first context at once.
     *
     * @param maker creates a context from the current files
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
     * Checks the files now. While they do not match, as between the replacement of one and of the
     * other, the old ones stay in use, with a warning in the log; after a minute it is an error.
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
