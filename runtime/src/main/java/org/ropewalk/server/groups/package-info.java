/**
 * Which groups a connection is a member of: {@link org.ropewalk.server.groups.GroupMemberships}.
 *
 * <p>Not a part of the API. Imports nothing of this library.
 */
@NullMarked
package org.ropewalk.server.groups;

import org.jspecify.annotations.NullMarked;
