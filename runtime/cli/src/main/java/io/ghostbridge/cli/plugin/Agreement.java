package io.ghostbridge.cli.plugin;

import java.util.List;

/**
 * What an operator agreed to before the plan is known, and how it is to be shown.
 *
 * @param yes whether the change itself is agreed to
 * @param approvals capabilities, or {@code all}
 * @param refreshOthers whether bundles may restart that are no declared dependents
 * @param json whether everything is printed as JSON
 */
record Agreement(boolean yes, List<String> approvals, boolean refreshOthers, boolean json) {}
