package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter by whose value a pool of clients selects the server of a call. It is a text, bytes,
 * a whole number, or a list of these, all of which must belong to one server. It has no effect on
 * servers and on a single connection.
 *
 * @see org.ropewalk.pool.Policy#ketama()
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Key {}
