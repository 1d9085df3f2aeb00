package org.ropewalk.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of certificates that expire soon, once a day. Any thread. */
final class ExpiryNotice {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryNotice.class);

    /** What renews certificates does so a month before; two weeks later it must have failed. */
    private static final long WARN_MS = Duration.ofDays(14).toMillis();

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final @Nullable X509Certificate first;
    private final AtomicLong nextMs;

    /** Of these certificates, which may be none. */
    ExpiryNotice(List<X509Certificate> certificates) {
        first =
                certificates.stream()
                        .min(Comparator.comparing(X509Certificate::getNotAfter))
                        .orElse(null);
        nextMs = new AtomicLong(first == null ? Long.MAX_VALUE : endMs(first) - WARN_MS);
    }

    private static long endMs(X509Certificate certificate) {
        return certificate.getNotAfter().getTime();
    }

    /** When the first of them expires. */
    Optional<Instant> first() {
        return Optional.ofNullable(first).map(certificate -> certificate.getNotAfter().toInstant());
    }

    /** Logs a warning if one is due at {@code nowMs}. */
    void check(long nowMs) {
        if (nowMs >= nextMs.get()) {
            warning(nowMs).ifPresent(LOG::warn);
        }
    }

    /** The warning that is due, which is not due again for a day. */
    Optional<String> warning(long nowMs) {
        X509Certificate expiring = first;
        long due = nextMs.get();
        if (expiring == null || nowMs < due || !nextMs.compareAndSet(due, nowMs + DAY_MS)) {
            return Optional.empty();
        }
        long days = Math.floorDiv(Math.abs(endMs(expiring) - nowMs), DAY_MS);
        String subject = expiring.getSubjectX500Principal().getName();
        return Optional.of(
                endMs(expiring) < nowMs
                        ? "The certificate of \"" + subject + "\" expired " + days + " days ago"
                        : "The certificate of \"" + subject + "\" expires in " + days + " days");
    }
}
