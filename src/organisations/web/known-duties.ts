/** Lead duties the default catalogue uses, in the order people look for them; a city may use words of its own. */
export const knownDuties = [
  'sanitation', 'urban_enforcement', 'municipal', 'greening', 'water', 'water_supply', 'drainage', 'gas', 'heating', 'power', 'lighting', 'telecom', 'transport', 'traffic_police', 'police', 'fire', 'emergency',
  'construction', 'ecology', 'market', 'health', 'culture_tourism', 'sports', 'civil_affairs', 'cyberspace', 'civility_office', 'street_office', 'property_manager', 'owner',
] as const
