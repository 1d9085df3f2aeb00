package org.ropewalk.examples.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.redis.store.EvictionPolicy;
import org.ropewalk.examples.redis.store.Glob;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Store;
import org.ropewalk.examples.redis.store.Strings;
import org.ropewalk.examples.value.ByteCount;
import org.ropewalk.line.Bytes;

/** The settings that clients ask for. Those of the memory can be changed. */
final class Settings {
    private static final String MAXMEMORY = "maxmemory";
    private static final String POLICY = "maxmemory-policy";

    private final Store store;

    Settings(Store store) {
        this.store = store;
    }

    private Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(MAXMEMORY, String.valueOf(store.maxBytes()));
        all.put(POLICY, store.policy().toString());
        all.put("proto-max-bulk-len", String.valueOf(Strings.MOST_BYTES));
        all.put("databases", "1");
        all.put("save", "");
        all.put("appendonly", "no");
        all.put("timeout", "0");
        return all;
    }

    /** The settings whose names match one of the patterns. */
    Map<String, String> matching(List<Bytes> patterns) {
        Map<String, String> found = all();
        List<Glob> globs = patterns.stream().map(Glob::new).toList();
        found.keySet()
                .removeIf(name -> globs.stream().noneMatch(glob -> glob.matches(Bytes.of(name))));
        return found;
    }

    /** Changes all of {@code settings}, or none. */
    void change(Map<String, String> settings) throws Refused {
        Optional<Long> maxBytes = Optional.empty();
        Optional<EvictionPolicy> policy = Optional.empty();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (setting.getKey().equalsIgnoreCase(MAXMEMORY)) {
                maxBytes = ByteCount.read(setting.getValue());
                check(maxBytes, setting.getKey(), "argument must be a memory value");
            } else if (setting.getKey().equalsIgnoreCase(POLICY)) {
                policy = EvictionPolicy.named(setting.getValue());
                check(policy, setting.getKey(), "argument must be one of the policies");
            } else if (!all().getOrDefault(setting.getKey(), "").equals(setting.getValue())) {
                throw new Refused(
                        "Unknown option or number of arguments for CONFIG SET - '"
                                + setting.getKey()
                                + "'");
            }
        }
        maxBytes.ifPresent(store::limit);
        policy.ifPresent(store::policy);
    }

    private static void check(Optional<?> value, String name, String why) throws Refused {
        if (value.isEmpty()) {
            throw new Refused(
                    "CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
        }
    }
}
