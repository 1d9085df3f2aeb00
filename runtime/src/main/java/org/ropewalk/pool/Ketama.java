package org.ropewalk.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consistent hashing as libmemcached does it with {@code KETAMA_WEIGHTED}. Each server has points
 * on a circle of 32 bits; a key belongs to the first point that is not before its own hash.
 */
final class Ketama implements Policy.Selector {
    /** On average, for each server. */
    private static final int POINTS = 160;

    /** An MD5 has 16 bytes. */
    private static final int POINTS_OF_DIGEST = 4;

    private final RoundRobin withoutKey;
    private final boolean failover;

    /** The points of all servers, in order, as unsigned numbers. */
    private final long[] points;

    /** The server of each point. */
    private final PoolServer[] owners;

    private record Point(long value, PoolServer owner) {}

    Ketama(List<PoolServer> servers, boolean failover) {
        this.failover = failover;
        this.withoutKey = new RoundRobin(servers);
        List<Point> circle = new ArrayList<>();
        int weights = servers.stream().mapToInt(PoolServer::weight).sum();
        for (PoolServer server : servers) {
            for (int i = 0; i < digests(server.weight(), weights, servers.size()); i++) {
                byte[] digest = md5((server.name() + "-" + i).getBytes(UTF_8));
                for (int part = 0; part < POINTS_OF_DIGEST; part++) {
                    circle.add(new Point(number(digest, part), server));
                }
            }
        }
        circle.sort(Comparator.comparingLong(Point::value));
        points = circle.stream().mapToLong(Point::value).toArray();
        owners = circle.stream().map(Point::owner).toArray(PoolServer[]::new);
    }

    /** With the precision of libmemcached, whose numbers are floats. */
    private static int digests(int weight, int weights, int servers) {
        float part = (float) weight / (float) weights;
        float exact = (float) (part * POINTS / POINTS_OF_DIGEST * servers + 0.0000000001);
        return (int) Math.floor(exact);
    }

    private static byte[] md5(byte[] text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static long number(byte[] digest, int part) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << Byte.SIZE | digest[part * 4 + i] & 0xFF;
        }
        return value;
    }

    @Override
    public boolean usesKeys() {
        return true;
    }

    @Override
    public @Nullable PoolServer select(byte @Nullable [] key) {
        if (key == null) {
            return withoutKey.select(null);
        }
        int first = first(number(md5(key), 0));
        for (int i = 0; i < (failover ? points.length : 1); i++) {
            PoolServer owner = owners[(first + i) % points.length];
            if (owner.isAvailable()) {
                return owner;
            }
        }
        return null;
    }

    /** The first point that is not before {@code hash}. */
    private int first(long hash) {
        int low = 0;
        int high = points.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points[middle] < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == points.length ? 0 : low;
    }
}
