<#-- One line per library, by name; of several licences, any may be chosen. -->
<#function licences names>
  <#return names?sort?join(" or ")>
</#function>
Libraries of others that Upsurge is made of, and their licences
===============================================================

<#list dependencyMap as entry>
${entry.getKey().groupId}:${entry.getKey().artifactId} ${entry.getKey().version}
    ${licences(entry.getValue())}
<#if entry.getKey().url??>    ${entry.getKey().url}
</#if>

</#list>
