package org.ropewalk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the strongly connected components of a graph that have more than one node (Tarjan). */
final class Cycles {
    private final Map<String, Set<String>> graph;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Cycles(Map<String, Set<String>> graph) {
        this.graph = graph;
    }

    /** The groups of nodes that reach each other. */
    static List<Set<String>> of(Map<String, Set<String>> graph) {
        Cycles cycles = new Cycles(graph);
        for (String node : graph.keySet()) {
            if (!cycles.indexes.containsKey(node)) {
                cycles.visit(node);
            }
        }
        return cycles.found;
    }

    private void visit(String node) {
        int index = indexes.size();
        indexes.put(node, index);
        lowest.put(node, index);
        open.push(node);
        for (String next : graph.get(node)) {
            if (!indexes.containsKey(next)) {
                visit(next);
                lowest.merge(node, lowest.get(next), Math::min);
            } else if (open.contains(next)) {
                lowest.merge(node, indexes.get(next), Math::min);
            }
        }
        if (lowest.get(node) == index) {
            close(node);
        }
    }

    private void close(String root) {
        Set<String> component = new TreeSet<>();
        String node;
        do {
            node = open.pop();
            component.add(node);
        } while (!node.equals(root));
        if (component.size() > 1) {
            found.add(component);
        }
    }
}
