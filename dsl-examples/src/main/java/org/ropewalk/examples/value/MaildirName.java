package org.ropewalk.examples.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The name of a message's file in a maildir. A name that is made here is unique among all
 * processes, hosts and restarts, and tells the size of the message as Maildir++ does.
 *
 * @param text the name of the file, with the flags that a reader may have put behind it
 */
public record MaildirName(String text) {
    private static final String PROCESS =
            "P"
                    + ProcessHandle.current().pid()
                    + "R"
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    /** Begins so that all numbers have as many digits, and names sort as they were given. */
    private static final AtomicLong COUNT = new AtomicLong(1_000_000);

    private static final int NS_PER_US = 1_000;

    /** RFC 1939 7: 1 to 70 characters from 0x21 to 0x7E. */
    private static final int MAX_UID = 70;

    private static final String WIRE_SIZE = ",W=";

    /** Flags follow it. */
    private static final String INFO = ":2,";

    /** A new name for a message of {@code octets} bytes with CR LF line ends. */
    public static MaildirName next(long octets) {
        Instant now = Instant.now();
        return new MaildirName(
                String.format(
                        Locale.ROOT,
                        "%d.M%06d%sQ%d.ropewalk,S=%d,W=%d",
                        now.getEpochSecond(),
                        now.getNano() / NS_PER_US,
                        PROCESS,
                        COUNT.incrementAndGet(),
                        octets,
                        octets));
    }

    /** The name of {@code file}. */
    public static MaildirName of(Path file) {
        return new MaildirName(file.getFileName().toString());
    }

    /** The name for POP3's UIDL, which stays the same when flags change. */
    public String uid() {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != ',') {
            end++;
        }
        String uid = text.substring(0, end);
        boolean legal = uid.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return legal && end > 0 && end <= MAX_UID ? uid : digest(uid);
    }

    private static String digest(String uid) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(uid.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The flags that readers have added to the name: letters in their order. */
    public String letters() {
        int begin = text.indexOf(INFO);
        return begin < 0 ? "" : text.substring(begin + INFO.length());
    }

    /** The name with other flags. */
    public MaildirName with(String letters) {
        return new MaildirName(key() + INFO + letters);
    }

    /** The name without flags. */
    public String key() {
        int end = text.indexOf(INFO);
        return end < 0 ? text : text.substring(0, end);
    }

    /** The size of the message with CR LF line ends, if the name contains it. */
    public OptionalLong wireSize() {
        int at = text.indexOf(WIRE_SIZE);
        if (at < 0) {
            return OptionalLong.empty();
        }
        int begin = at + WIRE_SIZE.length();
        int end = begin;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        long size = Token.number(text.substring(begin, end), -1);
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }
}
