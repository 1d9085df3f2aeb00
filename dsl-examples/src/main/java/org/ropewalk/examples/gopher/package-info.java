/** Gopher: menus and texts. */
package org.ropewalk.examples.gopher;
