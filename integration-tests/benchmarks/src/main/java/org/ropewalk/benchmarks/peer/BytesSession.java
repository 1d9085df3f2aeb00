package org.ropewalk.benchmarks.peer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;

/**
 * The benchmark protocol over bytes, without allocation on the request path: the parser and the
 * store that NioMinimal and NettyOptimised share, so that those two differ in transport only.
 * Single-threaded.
 */
final class BytesSession {
    private static final byte[] VALUE = ascii("VALUE ");
    private static final byte[] END = ascii("END\r\n");
    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] STORED = ascii("STORED\r\n");
    private static final byte[] DELETED = ascii("DELETED\r\n");
    private static final byte[] NOT_FOUND = ascii("NOT_FOUND\r\n");
    private static final byte[] PONG = ascii("PONG\r\n");
    private static final byte[] ERROR = ascii("ERROR\r\n");

    /** Variation: look keys up through a String in a HashMap instead of the byte table. */
    private static final boolean STRING_KEYS = Boolean.getBoolean("stringKeys");

    private static final class Item {
        byte[] key;
        int hash;
        int flags;
        byte[] data;
    }

    private Item[] table = new Item[65536];
    private final HashMap<String, Item> byName = new HashMap<>();
    byte[] out = new byte[1 << 20];
    int outLen;

    private int p;
    private int wordEnd;

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Handles every whole request in [from, to); appends replies to out; returns the first byte not
     * used.
     */
    int feed(byte[] in, int from, int to) {
        while (from < to) {
            int nl = from;
            while (nl < to && in[nl] != '\n') {
                nl++;
            }
            if (nl == to) {
                break;
            }
            int next = request(in, from, nl, to);
            if (next < 0) {
                break;
            }
            from = next;
        }
        return from;
    }

    private int request(byte[] in, int from, int nl, int to) {
        int end = nl > from && in[nl - 1] == '\r' ? nl - 1 : nl;
        p = from;
        int w = word(in, end);
        int n = wordEnd - w;
        if (n == 3 && in[w] == 'g' && in[w + 1] == 'e' && in[w + 2] == 't') {
            int k = word(in, end);
            Item it = find(in, k, wordEnd, false);
            if (it != null && it.data != null) {
                ensure(it.data.length + 64 + wordEnd - k);
                put(VALUE);
                put(in, k, wordEnd - k);
                out[outLen++] = ' ';
                putInt(it.flags);
                out[outLen++] = ' ';
                putInt(it.data.length);
                put(CRLF);
                put(it.data);
                put(CRLF);
            }
            put(END);
        } else if (n == 3 && in[w] == 's' && in[w + 1] == 'e' && in[w + 2] == 't') {
            int k = word(in, end);
            int kEnd = wordEnd;
            int f = word(in, end);
            long flags = number(in, f, wordEnd);
            word(in, end);
            int l = word(in, end);
            int len = (int) number(in, l, wordEnd);
            int q = word(in, end);
            if (to - nl - 1 < len + 2) {
                return -1;
            }
            Item it = find(in, k, kEnd, true);
            it.flags = (int) flags;
            if (it.data == null || it.data.length != len) {
                it.data = new byte[len];
            }
            System.arraycopy(in, nl + 1, it.data, 0, len);
            if (wordEnd - q != 7) {
                put(STORED);
            }
            return nl + 1 + len + 2;
        } else if (n == 4
                && in[w] == 'P'
                && in[w + 1] == 'I'
                && in[w + 2] == 'N'
                && in[w + 3] == 'G') {
            put(PONG);
        } else if (n == 4
                && in[w] == 'E'
                && in[w + 1] == 'C'
                && in[w + 2] == 'H'
                && in[w + 3] == 'O') {
            int a = Math.min(p + 1, end);
            ensure(end - a + 64);
            put(in, a, end - a);
            put(CRLF);
        } else if (n == 6 && in[w] == 'd') {
            int k = word(in, end);
            Item it = find(in, k, wordEnd, false);
            put(it == null || it.data == null ? NOT_FOUND : DELETED);
            if (it != null) {
                it.data = null;
            }
        } else if (n == 4 && in[w] == 'i') {
            int k = word(in, end);
            Item it = find(in, k, wordEnd, false);
            int d = word(in, end);
            if (it == null || it.data == null) {
                put(NOT_FOUND);
            } else {
                it.data =
                        ascii(
                                Long.toString(
                                        number(it.data, 0, it.data.length)
                                                + number(in, d, wordEnd)));
                put(it.data);
                put(CRLF);
            }
        } else {
            put(ERROR);
        }
        return nl + 1;
    }

    private int word(byte[] in, int end) {
        int i = p;
        while (i < end && in[i] == ' ') {
            i++;
        }
        int start = i;
        while (i < end && in[i] != ' ') {
            i++;
        }
        p = wordEnd = i;
        return start;
    }

    private static long number(byte[] in, int from, int to) {
        long v = 0;
        while (from < to) {
            v = v * 10 + (in[from++] - '0');
        }
        return v;
    }

    private Item find(byte[] in, int from, int to, boolean create) {
        if (STRING_KEYS) {
            String s = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
            Item it = byName.get(s);
            if (it == null && create) {
                byName.put(s, it = new Item());
            }
            return it;
        }
        int h = 1;
        for (int i = from; i < to; i++) {
            h = 31 * h + in[i];
        }
        h ^= h >>> 16;
        int mask = table.length - 1;
        int i = h & mask;
        for (Item it; (it = table[i]) != null; i = (i + 1) & mask) {
            if (it.hash == h && Arrays.equals(it.key, 0, it.key.length, in, from, to)) {
                return it;
            }
        }
        if (!create) {
            return null;
        }
        Item it = new Item();
        it.hash = h;
        it.key = Arrays.copyOfRange(in, from, to);
        return table[i] = it;
    }

    private void ensure(int n) {
        if (out.length - outLen < n) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, outLen + n));
        }
    }

    private void put(byte[] b) {
        ensure(b.length);
        System.arraycopy(b, 0, out, outLen, b.length);
        outLen += b.length;
    }

    private void put(byte[] b, int from, int n) {
        System.arraycopy(b, from, out, outLen, n);
        outLen += n;
    }

    private void putInt(int v) {
        int n = 1;
        for (int t = v; t >= 10; t /= 10) {
            n++;
        }
        outLen += n;
        for (int i = outLen; n > 0; n--, v /= 10) {
            out[--i] = (byte) ('0' + v % 10);
        }
    }
}
