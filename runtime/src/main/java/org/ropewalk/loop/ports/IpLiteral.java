package org.ropewalk.loop.ports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** IP addresses in digits. Nothing is looked up. */
final class IpLiteral {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int MAX_OCTET = 255;
    private static final int MAX_GROUP_DIGITS = 4;

    private IpLiteral() {}

    /** Whether {@code text} is an address; one of IPv6 may name a scope, as in fe80::1%eth0. */
    static boolean isAddress(String text) {
        int scope = text.indexOf('%');
        return v4(text) != null || v6(scope < 0 ? text : text.substring(0, scope)) != null;
    }

    /** Reads an address of the family; null if {@code text} is none. */
    static InetAddress parse(String text, boolean six) {
        byte[] bytes = six ? v6(text) : v4(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }

    /**
     * Four numbers from 0 to 255 without leading zeros (RFC 6943, section 3.1.1: the strict form).
     */
    private static byte[] v4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != V4_BYTES) {
            return null;
        }
        byte[] bytes = new byte[V4_BYTES];
        for (int i = 0; i < V4_BYTES; i++) {
            if (!octets[i].matches("0|[1-9][0-9]{0,2}")) {
                return null;
            }
            int octet = Integer.parseInt(octets[i]);
            if (octet > MAX_OCTET) {
                return null;
            }
            bytes[i] = (byte) octet;
        }
        return bytes;
    }

    /** Groups of hexadecimal digits, of which {@code ::} leaves zeros out (RFC 4291, 2.2). */
    private static byte[] v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == V6_BYTES ? all : null;
        }
        byte[] front = groups(text.substring(0, gap));
        byte[] back = groups(text.substring(gap + 2));
        if (front == null || back == null || front.length + back.length > V6_BYTES - 2) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(front, V6_BYTES);
        System.arraycopy(back, 0, bytes, V6_BYTES - back.length, back.length);
        return bytes;
    }

    /** The bytes of groups with colons between them, the last of which may be of IPv4. */
    private static byte[] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] groups = text.split(":", -1);
        byte[] bytes = new byte[2 * groups.length + 2];
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            byte[] group = group(groups[i], i == groups.length - 1);
            if (group == null) {
                return null;
            }
            System.arraycopy(group, 0, bytes, count, group.length);
            count += group.length;
        }
        return Arrays.copyOf(bytes, count);
    }

    private static byte[] group(String text, boolean last) {
        if (last && text.indexOf('.') >= 0) {
            return v4(text);
        }
        if (text.length() > MAX_GROUP_DIGITS || !text.matches("[0-9a-fA-F]+")) {
            return null;
        }
        int value = Integer.parseInt(text, 16);
        return new byte[] {(byte) (value >> 8), (byte) value};
    }
}
