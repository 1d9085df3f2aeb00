package org.ropewalk.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ropewalk.endpoint.EndpointText;

/** The servers that a pool has at one time, in the order of their endpoints. Immutable. */
final class Servers<C> {
    private final Map<String, Member<C>> members;
    private final Policy.Selector selector;

    /**
     * @throws IllegalArgumentException if there is no endpoint, one twice, or a wrong one
     */
    Servers(List<String> endpoints, Policy policy, Function<String, Member<C>> member) {
        Map<String, Member<C>> all = new LinkedHashMap<>();
        for (String endpoint : endpoints) {
            if (all.put(endpoint, member.apply(endpoint)) != null) {
                throw new IllegalArgumentException(
                        "endpoint " + EndpointText.masked(endpoint) + " is given twice");
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a pool needs at least one endpoint");
        }
        members = Collections.unmodifiableMap(all);
        selector = policy.over(list());
    }

    Collection<Member<C>> members() {
        return members.values();
    }

    List<PoolServer> list() {
        return List.copyOf(members.values());
    }

    Policy.Selector selector() {
        return selector;
    }

    /**
     * The server of an endpoint.
     *
     * @param option begins the message if there is none
     */
    Member<C> member(String endpoint, String option) {
        Member<C> member = members.get(endpoint);
        if (member == null) {
            throw new IllegalArgumentException(
                    option
                            + EndpointText.masked(endpoint)
                            + (option.isEmpty() ? "" : ", which")
                            + " is none of the pool's endpoints: "
                            + members.values());
        }
        return member;
    }

    /** The server that is kept, or the one that {@code added} makes. */
    Member<C> kept(String endpoint, Function<String, Member<C>> added) {
        Member<C> member = members.get(endpoint);
        return member == null ? added.apply(endpoint) : member;
    }

    /** The servers that {@code others} does not have. */
    List<Member<C>> without(Servers<C> others) {
        List<Member<C>> rest = new ArrayList<>(members.values());
        rest.removeAll(others.members.values());
        return rest;
    }
}
