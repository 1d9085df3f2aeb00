package org.ropewalk.examples.finger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Users that are known.
 *
 * @param users in the order in which they are listed
 */
record Users(List<User> users) implements Finger {
    /**
     * A user.
     *
     * @param login what is asked for
     * @param fullName for people
     * @param plan what the user wants to be known, line by line
     */
    record User(String login, String fullName, List<String> plan) {
        String line() {
            return "Login: " + login + "  Name: " + fullName;
        }

        boolean is(String name) {
            String sought = name.toLowerCase(Locale.ROOT);
            return login.equals(sought) || fullName.toLowerCase(Locale.ROOT).contains(sought);
        }
    }

    @Override
    public List<String> user(String name) {
        return lines(name, false);
    }

    @Override
    public List<String> userAtLength(String name) {
        return lines(name, true);
    }

    @Override
    public List<String> all() {
        return lines("", false);
    }

    private List<String> lines(String name, boolean plans) {
        List<String> lines = new ArrayList<>();
        for (User user : users) {
            if (user.is(name)) {
                lines.add(user.line());
                if (plans) {
                    lines.addAll(user.plan());
                }
            }
        }
        return lines.isEmpty() ? List.of("There is no user \"" + name + "\".") : lines;
    }

    @Override
    public void forward(String name, String hosts) {
        // The reply says that it is not done.
    }
}
