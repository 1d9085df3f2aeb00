package org.ropewalk.pool;

import java.util.List;

/** A policy whose text is its name. */
record NamedPolicy(String name, Policy policy) implements Policy {
    @Override
    public Selector over(List<PoolServer> servers) {
        return policy.over(servers);
    }

    @Override
    public String toString() {
        return name;
    }
}
