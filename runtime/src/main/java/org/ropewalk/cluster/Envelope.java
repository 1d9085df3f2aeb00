package org.ropewalk.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.ropewalk.cluster.BroadcastStats.Refusal;
import org.ropewalk.line.Bytes;

/**
 * The line before each message: {@code ropewalk3 NODE EPOCH NUMBER TIME SIGNATURE} and a line feed.
 * The time is that of the node, in milliseconds since 1970. The signature is {@code -} without a
 * secret, else HMAC-SHA256 over the topic, the other words, a line feed and the message. Any
 * thread.
 */
final class Envelope {
    private static final String VERSION = "ropewalk3";
    private static final byte[] NAME = "ropewalk".getBytes(StandardCharsets.US_ASCII);
    private static final String UNSIGNED = "-";
    private static final String ALGORITHM = "HmacSHA256";

    /** How old the first message of a node may be, and how much clocks may differ. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    /** The longest line: three numbers of 18 digits, a node of 16, a signature of 64. */
    private static final int MAX_LINE = 160;

    private static final int MAX_DIGITS = 18;
    private static final int WORDS = 6;
    private static final int NODE_BYTES = 8;

    private final String node;
    private final @Nullable SecretKeySpec key;
    private final Clock clock;

    Envelope(@Nullable Bytes secret, Clock clock) {
        this.clock = clock;
        byte[] random = new byte[NODE_BYTES];
        new SecureRandom().nextBytes(random);
        node = HexFormat.of().formatHex(random);
        key = secret == null ? null : new SecretKeySpec(secret.toByteArray(), ALGORITHM);
    }

    /**
     * A message that was opened.
     *
     * @param refusal why it is not valid; null if it is
     */
    record Opened(
            @Nullable Refusal refusal,
            String node,
            long epoch,
            long number,
            long sentMs,
            Bytes message) {
        private static Opened refused(Refusal refusal) {
            return new Opened(refusal, "", 0, 0, 0, Bytes.empty());
        }
    }

    /** Whether this node has sent it. */
    boolean isOwn(Opened opened) {
        return node.equals(opened.node());
    }

    /**
     * Whether a message may be the first one of its node: it is signed and was sent in the last
     * minute, or nothing is signed. A message that was recorded earlier is thus refused by a node
     * that does not know the numbers of the other one.
     */
    boolean mayBeFirst(Opened opened) {
        return key == null || Math.abs(clock.millis() - opened.sentMs()) <= MAX_AGE.toMillis();
    }

    Bytes seal(String topic, long epoch, long number, Bytes message) {
        String words = VERSION + " " + node + " " + epoch + " " + number + " " + clock.millis();
        byte[] content = message.toByteArray();
        byte[] line =
                (words + " " + signature(topic, words, content, 0) + "\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(line, line.length + content.length);
        System.arraycopy(content, 0, whole, line.length, content.length);
        return Bytes.of(whole);
    }

    Opened open(String topic, Bytes sealed) {
        byte[] whole = sealed.toByteArray();
        int end = 0;
        while (end < whole.length && end < MAX_LINE && whole[end] != '\n') {
            end++;
        }
        if (end == whole.length || end == MAX_LINE) {
            return Opened.refused(Refusal.MALFORMED);
        }
        String[] words = new String(whole, 0, end, StandardCharsets.US_ASCII).split(" ", -1);
        if (!words[0].equals(VERSION)) {
            boolean other =
                    end > NAME.length && Arrays.equals(NAME, 0, NAME.length, whole, 0, NAME.length);
            return Opened.refused(other ? Refusal.VERSION : Refusal.MALFORMED);
        }
        if (words.length != WORDS) {
            return Opened.refused(Refusal.MALFORMED);
        }
        if (whole.length - end - 1 > Broadcast.MAX_MESSAGE_BYTES) {
            return Opened.refused(Refusal.TOO_LONG);
        }
        String signed = String.join(" ", Arrays.asList(words).subList(0, WORDS - 1));
        byte[] expected =
                signature(topic, signed, whole, end + 1).getBytes(StandardCharsets.US_ASCII);
        byte[] found = words[WORDS - 1].getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, found)) {
            return Opened.refused(Refusal.SIGNATURE);
        }
        long epoch = number(words[2]);
        long number = number(words[3]);
        long sentMs = number(words[4]);
        if (words[1].length() != 2 * NODE_BYTES || epoch < 1 || number < 1 || sentMs < 1) {
            return Opened.refused(Refusal.MALFORMED);
        }
        return new Opened(
                null,
                words[1],
                epoch,
                number,
                sentMs,
                Bytes.copy(whole, end + 1, whole.length - end - 1));
    }

    /** A number of at most 18 digits; 0 if it is none. */
    private static long number(String digits) {
        if (digits.length() > MAX_DIGITS) {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private String signature(String topic, String words, byte[] content, int from) {
        if (key == null) {
            return UNSIGNED;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(
                    (topic.length() + " " + topic + words + "\n").getBytes(StandardCharsets.UTF_8));
            mac.update(content, from, content.length - from);
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            // Each Java platform has it.
            throw new IllegalStateException(e);
        }
    }
}
