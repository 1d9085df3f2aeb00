package org.ropewalk.it.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.server.Group;

/** The groups of a scenario, each beside the set of those that are known to be its members. */
final class Groups {
    static final int COUNT = 3;

    private final Scenario scenario;
    private final List<Group> groups = new ArrayList<>();
    private final List<Set<Handler>> members = new ArrayList<>();
    private int number;

    Groups(Scenario scenario) {
        this.scenario = scenario;
        for (int i = 0; i < COUNT; i++) {
            groups.add(new Group());
            members.add(new LinkedHashSet<>());
        }
    }

    void join(int group, Handler handler) {
        boolean added = groups.get(group).add(handler.peer());
        if (added) {
            members.get(group).add(handler);
            handler.joined(group);
        }
        check(group);
    }

    void leave(int group, Handler handler) {
        groups.get(group).remove(handler.peer());
        members.get(group).remove(handler);
        check(group);
    }

    /** The connection has ended: it is a member of nothing. */
    void gone(Handler handler) {
        for (int i = 0; i < COUNT; i++) {
            members.get(i).remove(handler);
            check(i);
        }
    }

    private void check(int group) {
        scenario.invariants()
                .require(
                        groups.get(group).size() == members.get(group).size(),
                        "group %s has %s members instead of %s",
                        group,
                        groups.get(group).size(),
                        members.get(group));
    }

    /** Pushes to all members; each that stands and stays must hear it. */
    void push(int group) {
        number++;
        members.get(group).forEach(member -> member.expect(number));
        String loop = "loop" + scenario.currentLoop();
        try {
            scenario.setting().kind().push(groups.get(group), group, number, loop);
        } catch (RuntimeException e) {
            scenario.invariants().violated("a push to group %s failed: %s", group, e);
        }
    }

    int size(int group) {
        return members.get(group).size();
    }

    /** How many members all groups have. */
    int total() {
        return groups.stream().mapToInt(Group::size).sum();
    }
}
