/** What can be wrong with a document that is JSON but not a policy. */
export type PolicyErrorCode =
  | 'wrong_type'
  | 'unknown_element'
  | 'missing_element'
  | 'conflicting_elements'
  | 'element_not_allowed'
  | 'empty_list'
  | 'invalid_value'
  | 'invalid_effect'
  | 'invalid_version'
  | 'invalid_sid'
  | 'duplicate_sid'
  | 'invalid_action'
  | 'invalid_resource'
  | 'invalid_principal'
  | 'unknown_operator'
  | 'ambiguous_operator'
  | 'set_operator_needed'
  | 'invalid_date'
  | 'not_supported'
  | 'character_not_allowed'
  | 'policy_too_large';

/** What is allowed but probably not meant. */
export type PolicyWarningCode =
  | 'version_missing'
  | 'version_old'
  | 'sid_with_underscore'
  | 'space_in_action'
  | 'variable_malformed'
  | 'variable_not_replaced'
  | 'value_of_wrong_type'
  | 'several_booleans'
  | 'duplicate_condition_key'
  | 'condition_key_without_service'
  | 'trust_everyone';
